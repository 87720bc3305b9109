//! Doc comments in the words of another language.

/// A doc comment in which every piece of code between backticks says what `name` makes of it.
pub(crate) fn words(doc: &str, name: impl Fn(&str) -> String) -> String {
    let mut text = String::with_capacity(doc.len());
    let mut rest = doc;
    while let Some((before, code)) = rest.split_once('`') {
        text.push_str(before);
        let Some((code, after)) = code.split_once('`') else { break };
        text.push_str(&name(code));
        rest = after;
    }
    text + rest
}

/// Breaks a line between words; what follows stands as far in as its first word, and four columns more in a list.
pub(crate) fn wrap(line: &str, columns: usize, lines: &mut Vec<String>) {
    let margin = line.len() - line.trim_start().len();
    let hang = if margin > 0 { margin + 4 } else { 0 };
    let mut current = " ".repeat(margin);
    for word in line.split_whitespace() {
        let begun = !current.trim().is_empty();
        if begun && current.chars().count() + 1 + word.chars().count() > columns {
            lines.push(std::mem::replace(&mut current, " ".repeat(hang)));
        } else if begun {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
}

/// The lines of a comment with these parts: an empty line between parts and between their paragraphs.
pub(crate) fn lines(parts: &[impl AsRef<str>], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        for paragraph in part.as_ref().split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            paragraph.lines().for_each(|line| wrap(line, columns, &mut lines));
        }
    }
    lines
}

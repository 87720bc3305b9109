//! The page with its tables between markers.

use super::read::{Setting, read};
use crate::manifest::{Problem, Result, Sources};

/// Where it lies, from the root of the repository.
pub(crate) const PATH: &str = "docs/simulator.md";

const END: &str = "<!-- end -->";

/// The page with its tables as the sources say. Everything outside the markers stays; a table without markers is added
/// at the end.
///
/// # Errors
/// Markers of a table that there is not, or without an end.
pub(crate) fn page(sources: &Sources, present: &str) -> Result<String> {
    let mut rest = if present.trim().is_empty() { "# The simulator\n" } else { present };
    let mut sections = read(sources)?;
    let mut text = String::new();
    while let Some(at) = rest.find("<!-- generated: settings ") {
        let (before, marked) = rest.split_at(at);
        let line = marked.lines().next().unwrap_or_default();
        let refuse = |why: &str| Problem::new(PATH, line, why);
        let name = line.strip_prefix("<!-- generated: settings ").and_then(|name| name.strip_suffix(" -->"));
        let name = name.ok_or_else(|| {
            refuse("is no marker: `<!-- generated: settings NAME -->` on a line of its own")
        })?;
        let settings = sections
            .remove(name)
            .ok_or_else(|| refuse("there are no settings of this name, or it stands twice"))?;
        let end = marked.find(END).ok_or_else(|| refuse("has no `<!-- end -->`"))?;
        text.push_str(before);
        text.push_str(&block(name, &settings));
        rest = &marked[end + END.len()..];
    }
    text.push_str(rest);
    for (name, settings) in sections {
        text = format!("{}\n\n{}\n", text.trim_end(), block(&name, &settings));
    }
    Ok(text)
}

fn block(name: &str, settings: &[Setting]) -> String {
    let mut text = format!("<!-- generated: settings {name} -->\n");
    text.push_str("| Setting | Default | What it decides | How sure |\n|---|---|---|---|\n");
    for setting in settings {
        let cells = [
            format!("`{}`", setting.name),
            setting.default.clone(),
            cell(&setting.decides),
            setting.sureness.words().to_owned(),
        ];
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text + END
}

fn cell(text: &str) -> String {
    text.replace("\n\n", "<br>").replace('\n', " ").replace('|', "\\|").replace("Self::", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::root;

    #[test]
    fn only_what_stands_between_markers_changes_and_a_second_time_nothing_does() {
        let sources = Sources::read(&root()).unwrap();
        let present = "Words.\n\n<!-- generated: settings huawei -->\nold\n<!-- end -->\n\nMore words.\n";
        let first = page(&sources, present).unwrap();
        assert!(first.starts_with("Words.\n\n<!-- generated: settings huawei -->\n| Setting |"), "{first}");
        assert!(!first.contains("old\n<!-- end -->") && first.contains("<!-- end -->\n\nMore words.\n"));
        assert!(first.contains("<!-- generated: settings alibaba -->"));
        assert_eq!(page(&sources, &first).unwrap(), first);
        assert!(page(&sources, "").unwrap().starts_with("# The simulator\n\n<!-- generated: settings "));
    }

    #[test]
    fn markers_without_end_or_without_settings_are_refused() {
        let sources = Sources::read(&root()).unwrap();
        for (present, why) in [
            ("<!-- generated: settings huawei -->\nold", "no `<!-- end -->`"),
            ("<!-- generated: settings tencent -->\n<!-- end -->", "no settings of this name"),
            ("<!-- generated: settings huawei --> and more\n<!-- end -->", "is no marker"),
        ] {
            assert!(page(&sources, present).unwrap_err().to_string().contains(why), "{present}");
        }
    }
}

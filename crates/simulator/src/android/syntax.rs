//! Reads a command line as `sh` does, as far as it is spoken here: words with quotes, pipes, redirections, `;`, `&&`
//! and `||`.

/// A command line that cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SyntaxError(pub(super) String);

/// A word after its quotes were taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Whether a `*` or `?` of it stands for names.
    pub(super) glob: bool,
}

/// Where the output of a command goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Redirect {
    /// `> FILE`, or `>> FILE` with `append`.
    Output { file: String, append: bool },
    /// `2> FILE`: only `/dev/null` keeps it from being seen.
    Errors { file: String },
    /// `2>&1`.
    ErrorsToOutput,
    /// `< FILE`.
    Input { file: String },
}

/// A command with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Simple {
    pub(super) words: Vec<Word>,
    pub(super) redirects: Vec<Redirect>,
}

/// When a pipeline runs, by how the one before ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Always,
    /// After `&&`.
    Success,
    /// After `||`.
    Failure,
}

/// Commands that feed each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pipeline {
    pub(super) when: When,
    pub(super) commands: Vec<Simple>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(Word),
    /// `;` or a new line.
    End,
    And,
    Or,
    Pipe,
    Out,
    Append,
    In,
    ErrorsOut,
    ErrorsToOutput,
}

impl Token {
    fn shown(&self) -> &str {
        match self {
            Self::Word(word) => &word.text,
            Self::End => ";",
            Self::And => "&&",
            Self::Or => "||",
            Self::Pipe => "|",
            Self::Out => ">",
            Self::Append => ">>",
            Self::In => "<",
            Self::ErrorsOut => "2>",
            Self::ErrorsToOutput => "2>&1",
        }
    }
}

fn unexpected(what: &str) -> SyntaxError {
    SyntaxError(format!("syntax error: unexpected '{what}'"))
}

/// Reads a whole line. `variable` gives the value of `$NAME`; the status of the last command is written as `$?` and
/// stays so, since it is known only when it runs.
pub(super) fn parse(line: &str, variable: impl Fn(&str) -> String) -> Result<Vec<Pipeline>, SyntaxError> {
    let mut pipelines = Vec::new();
    let mut when = When::Always;
    let mut commands = Vec::new();
    let mut simple = Simple::default();
    let mut tokens = tokens(line, variable)?.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let mut file = |redirect: &Token| match tokens.next() {
            Some(Token::Word(word)) => Ok(word.text),
            Some(other) => Err(unexpected(other.shown())),
            None => Err(unexpected(redirect.shown())),
        };
        match token {
            Token::Word(word) => simple.words.push(word),
            Token::Out => simple.redirects.push(Redirect::Output { file: file(&token)?, append: false }),
            Token::Append => simple.redirects.push(Redirect::Output { file: file(&token)?, append: true }),
            Token::In => simple.redirects.push(Redirect::Input { file: file(&token)? }),
            Token::ErrorsOut => simple.redirects.push(Redirect::Errors { file: file(&token)? }),
            Token::ErrorsToOutput => simple.redirects.push(Redirect::ErrorsToOutput),
            Token::Pipe | Token::And | Token::Or | Token::End => {
                let empty = simple == Simple::default();
                if empty && (token != Token::End || !commands.is_empty() || when != When::Always) {
                    return Err(unexpected(token.shown()));
                }
                if !empty {
                    commands.push(std::mem::take(&mut simple));
                }
                if token == Token::Pipe {
                    continue;
                }
                if !commands.is_empty() {
                    pipelines.push(Pipeline { when, commands: std::mem::take(&mut commands) });
                }
                when = match token {
                    Token::And => When::Success,
                    Token::Or => When::Failure,
                    _ => When::Always,
                };
            }
        }
    }
    if simple != Simple::default() {
        commands.push(simple);
    } else if !commands.is_empty() || when != When::Always {
        return Err(SyntaxError("syntax error: unexpected end of file".to_owned()));
    }
    if !commands.is_empty() {
        pipelines.push(Pipeline { when, commands });
    }
    Ok(pipelines)
}

fn tokens(line: &str, variable: impl Fn(&str) -> String) -> Result<Vec<Token>, SyntaxError> {
    let mut reader = Reader { rest: line, word: None, tokens: Vec::new() };
    while let Some(c) = reader.next() {
        match c {
            ' ' | '\t' | '\r' => reader.end_word(),
            '\n' | ';' => reader.operator(Token::End),
            '#' if reader.word.is_none() => {
                let end = reader.rest.find('\n').unwrap_or(reader.rest.len());
                reader.rest = &reader.rest[end..];
            }
            '&' if reader.take("&") => reader.operator(Token::And),
            '|' if reader.take("|") => reader.operator(Token::Or),
            '|' => reader.operator(Token::Pipe),
            '>' if reader.is_word("2") => {
                reader.word = None;
                let token = if reader.take("&1") { Token::ErrorsToOutput } else { Token::ErrorsOut };
                reader.operator(token);
            }
            '>' => {
                if reader.is_word("1") {
                    reader.word = None;
                }
                let token = if reader.take(">") { Token::Append } else { Token::Out };
                reader.operator(token);
            }
            '<' => reader.operator(Token::In),
            '&' | '(' | ')' | '`' => return Err(unexpected(c.encode_utf8(&mut [0; 4]))),
            '\'' => {
                let end = reader.rest.find('\'').ok_or_else(|| SyntaxError("no closing quote".to_owned()))?;
                let (inner, rest) = reader.rest.split_at(end);
                reader.push(inner);
                reader.rest = &rest[1..];
            }
            '"' => reader.double_quoted(&variable)?,
            '\\' => {
                if let Some(next) = reader.next()
                    && next != '\n'
                {
                    reader.push(next.encode_utf8(&mut [0; 4]));
                }
            }
            '$' => reader.variable(&variable)?,
            c => {
                reader.push(c.encode_utf8(&mut [0; 4]));
                if let Some(word) = &mut reader.word {
                    word.glob |= matches!(c, '*' | '?');
                }
            }
        }
    }
    reader.end_word();
    Ok(reader.tokens)
}

struct Reader<'a> {
    rest: &'a str,
    word: Option<Word>,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn is_word(&self, text: &str) -> bool {
        self.word.as_ref().is_some_and(|word| word.text == text)
    }

    fn push(&mut self, text: &str) {
        let word = self.word.get_or_insert(Word { text: String::new(), glob: false });
        word.text.push_str(text);
    }

    fn end_word(&mut self) {
        self.tokens.extend(self.word.take().map(Token::Word));
    }

    fn operator(&mut self, token: Token) {
        self.end_word();
        self.tokens.push(token);
    }

    fn double_quoted(&mut self, variable: &impl Fn(&str) -> String) -> Result<(), SyntaxError> {
        self.push("");
        loop {
            match self.next() {
                None => return Err(SyntaxError("no closing quote".to_owned())),
                Some('"') => return Ok(()),
                Some('`') => return Err(unexpected("`")),
                Some('$') => self.variable(variable)?,
                Some('\\') => match self.next() {
                    Some(c @ ('"' | '\\' | '$' | '`')) => self.push(c.encode_utf8(&mut [0; 4])),
                    Some('\n') | None => {}
                    Some(c) => {
                        self.push("\\");
                        self.push(c.encode_utf8(&mut [0; 4]));
                    }
                },
                Some(c) => self.push(c.encode_utf8(&mut [0; 4])),
            }
        }
    }

    fn variable(&mut self, variable: &impl Fn(&str) -> String) -> Result<(), SyntaxError> {
        if self.rest.starts_with('(') {
            return Err(unexpected("("));
        }
        if self.take("?") {
            self.push(STATUS);
            return Ok(());
        }
        let braced = self.take("{");
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let end = self.rest.find(|c| !is_name(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        if braced && !self.take("}") {
            return Err(SyntaxError("bad substitution".to_owned()));
        }
        let value = if name.is_empty() { "$".to_owned() } else { variable(name) };
        // An unset variable that stands alone is no word at all.
        if !value.is_empty() || self.word.is_some() {
            self.push(&value);
        }
        Ok(())
    }
}

/// Stands in a word for the status of the last command; no text can hold it.
pub(super) const STATUS: &str = "\0?";

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<Vec<Vec<String>>> {
        let text = |simple: Simple| simple.words.into_iter().map(|word| word.text).collect();
        let pipelines =
            parse(line, |name| if name == "HOME" { "/".to_owned() } else { String::new() }).unwrap();
        pipelines.into_iter().map(|line| line.commands.into_iter().map(text).collect()).collect()
    }

    #[test]
    fn quotes_operators_and_variables() {
        assert_eq!(
            words("echo 'a  b' \"c $HOME \\\"d\\\"\" e\\ f"),
            [[["echo", "a  b", "c / \"d\"", "e f"]]]
        );
        assert_eq!(
            words("a; b && c || d | e\nf;"),
            vec![
                vec![vec!["a"]],
                vec![vec!["b"]],
                vec![vec!["c"]],
                vec![vec!["d"], vec!["e"]],
                vec![vec!["f"]]
            ]
        );
        assert_eq!(words("echo $NONE \"\" x$NONE # comment"), [[["echo", "", "x"]]]);
        assert!(words("  ").is_empty());
    }

    #[test]
    fn redirections_belong_to_their_command() {
        let line = parse("echo 12>a 2>/dev/null >> b 2>&1", |_| String::new()).unwrap();
        let simple = &line[0].commands[0];
        assert_eq!(simple.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["echo", "12"]);
        assert_eq!(
            simple.redirects,
            [
                Redirect::Output { file: "a".to_owned(), append: false },
                Redirect::Errors { file: "/dev/null".to_owned() },
                Redirect::Output { file: "b".to_owned(), append: true },
                Redirect::ErrorsToOutput,
            ]
        );
    }

    #[test]
    fn what_is_not_spoken_is_an_error() {
        for line in [
            "a |", "&& b", "a && ; b", "a | | b", "(a)", "a & b", "`a`", "$(a)", "'a", "\"a", "a >", "a > ;",
            "${a",
        ] {
            assert!(parse(line, |_| String::new()).is_err(), "{line}");
        }
    }
}

//! What a command says: `command` and `content` (reference 3).

use serde_json::Value;

use super::super::fault::Fault;
use super::body::text;
use super::push::Place;
use crate::settings::HuaweiSettings;

/// Longest contents in bytes.
const SHELL_BYTES: usize = 2048;
const PLAIN_BYTES: usize = 1024;
const MULTIPLE_BYTES: usize = 8100;
/// Most APKs in one `install-multiple`.
const MOST_APKS: usize = 50;
/// The documented alphabet of all contents, beside letters and digits; that of shell commands has more.
const PLAIN: &str = "_./:-";
const SHELL: &str = "_./:-?=&|";

/// Codes of a bad command, a bad content, and a file that is no APK.
const BAD_COMMAND: &str = "CPS.0117";
const BAD_CONTENT: &str = "CPS.0118";
const NO_APK: &str = "CPS.0119";

/// A command that can be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Shell(String),
    Push(Place),
    Install { flags: Vec<String>, apks: Vec<Place> },
    Uninstall { keep_data: bool, package: String },
}

/// Reads the body of an asynchronous command.
///
/// # Errors
/// CPS.0117, CPS.0118 or CPS.0119.
pub(super) fn parse(body: &Value, settings: &HuaweiSettings) -> Result<Order, Fault> {
    let command = text(body, "command", BAD_COMMAND)?;
    if !matches!(command.as_str(), "shell" | "push" | "install" | "install-multiple" | "uninstall") {
        let text = "command must be push, install, install-multiple, uninstall or shell";
        return Err(Fault::bad(BAD_COMMAND, text));
    }
    let content = text(body, "content", BAD_CONTENT)?;
    match command.as_str() {
        "shell" => shell(content, settings),
        "push" => push(&content),
        "install" => install(&content, 1, PLAIN_BYTES),
        "install-multiple" => install(&content, MOST_APKS, MULTIPLE_BYTES),
        _ => uninstall(&content),
    }
}

/// Reads the body of a synchronous command, which can only be a shell command.
///
/// # Errors
/// CPS.0117 or CPS.0118.
pub(super) fn parse_shell(body: &Value, settings: &HuaweiSettings) -> Result<String, Fault> {
    if text(body, "command", BAD_COMMAND)? != "shell" {
        return Err(Fault::bad(BAD_COMMAND, "command must be shell"));
    }
    match shell(text(body, "content", BAD_CONTENT)?, settings)? {
        Order::Shell(command) => Ok(command),
        _ => Err(Fault::bad(BAD_CONTENT, "content must be a shell command")),
    }
}

fn check(content: &str, most: usize, extra: &[&str]) -> Result<(), Fault> {
    if content.trim().is_empty() || content.len() > most {
        return Err(Fault::bad(BAD_CONTENT, format!("content must have 1 to {most} bytes")));
    }
    let legal = |c: char| c.is_ascii_alphanumeric() || extra.iter().any(|set| set.contains(c));
    match content.chars().find(|c| !legal(*c)) {
        Some(bad) => Err(Fault::bad(BAD_CONTENT, format!("the character {bad:?} is not allowed in content"))),
        None => Ok(()),
    }
}

fn shell(content: String, settings: &HuaweiSettings) -> Result<Order, Fault> {
    check(&content, SHELL_BYTES, &[SHELL, &settings.shell_extra_characters])?;
    Ok(Order::Shell(content))
}

/// `obs://bucket/key`.
fn place(url: &str) -> Result<Place, Fault> {
    let bad = || Fault::bad(BAD_CONTENT, "content must be of the form obs://bucket/key");
    let (bucket, key) = url.strip_prefix("obs://").and_then(|rest| rest.split_once('/')).ok_or_else(bad)?;
    if bucket.is_empty() || key.is_empty() {
        return Err(bad());
    }
    Ok(Place { bucket: bucket.to_owned(), key: key.to_owned() })
}

fn push(content: &str) -> Result<Order, Fault> {
    check(content, PLAIN_BYTES, &[PLAIN])?;
    if !content.ends_with(".tar") {
        return Err(Fault::bad(BAD_CONTENT, "only a .tar can be pushed"));
    }
    Ok(Order::Push(place(content)?))
}

/// Flags of the installer, then one place or several.
fn install(content: &str, most: usize, bytes: usize) -> Result<Order, Fault> {
    check(content, bytes, &[PLAIN, " "])?;
    let (flags, urls): (Vec<&str>, Vec<&str>) =
        content.split_whitespace().partition(|word| word.starts_with('-'));
    if urls.is_empty() || urls.len() > most {
        return Err(Fault::bad(BAD_CONTENT, format!("content must name 1 to {most} files")));
    }
    let mut apks = Vec::with_capacity(urls.len());
    for url in urls {
        if !url.ends_with(".apk") {
            return Err(Fault::bad(NO_APK, "only an .apk can be installed"));
        }
        apks.push(place(url)?);
    }
    Ok(Order::Install { flags: flags.into_iter().map(str::to_owned).collect(), apks })
}

fn uninstall(content: &str) -> Result<Order, Fault> {
    check(content, PLAIN_BYTES, &[PLAIN, " "])?;
    let words: Vec<&str> = content.split_whitespace().collect();
    match words.as_slice() {
        [package] => Ok(Order::Uninstall { keep_data: false, package: (*package).to_owned() }),
        ["-k", package] => Ok(Order::Uninstall { keep_data: true, package: (*package).to_owned() }),
        _ => Err(Fault::bad(BAD_CONTENT, "content must be one package")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn code(command: &str, content: &str) -> Result<Order, String> {
        let body = json!({"command": command, "content": content});
        parse(&body, &HuaweiSettings::default()).map_err(|fault| fault.code)
    }

    #[test]
    fn contents_follow_their_rules() {
        let place = |key: &str| Place { bucket: "b-1".to_owned(), key: key.to_owned() };
        assert_eq!(code("push", "obs://b-1/d/f.tar"), Ok(Order::Push(place("d/f.tar"))));
        let apks = vec![place("a.apk"), place("b.apk")];
        let flags = vec!["-r".to_owned()];
        assert_eq!(
            code("install-multiple", "-r obs://b-1/a.apk obs://b-1/b.apk"),
            Ok(Order::Install { flags, apks })
        );
        assert!(code("shell", "ls /data?a=b&c|d:e-f_g").is_ok());
        let long = format!("obs://b/{}.tar", "x".repeat(1024));
        let many = vec!["obs://b/a.apk"; 51].join(" ");
        for (command, content, wanted) in [
            ("reboot", "x", BAD_COMMAND),
            ("shell", "", BAD_CONTENT),
            ("shell", "echo 'x'", BAD_CONTENT),
            ("shell", &"x".repeat(2049), BAD_CONTENT),
            ("push", "obs://b/f.zip", BAD_CONTENT),
            ("push", "obs://b", BAD_CONTENT),
            ("push", "/f.tar", BAD_CONTENT),
            ("push", "obs://b/a b.tar", BAD_CONTENT),
            ("push", &long, BAD_CONTENT),
            ("install", "obs://b/a.zip", NO_APK),
            ("install", "obs://b/a.apk obs://b/b.apk", BAD_CONTENT),
            ("install", "-r", BAD_CONTENT),
            ("install-multiple", &many, BAD_CONTENT),
            ("uninstall", "com.a com.b", BAD_CONTENT),
        ] {
            assert_eq!(code(command, content), Err(wanted.to_owned()), "{command} {content}");
        }
    }
}

//! Rules of the commands on phones (reference 3, PY-CPH).

use phonevault_core::store_rules::StoreRules as _;
use phonevault_core::validate::{Violations, package_name};

use super::fields::check_phones;
use super::{Check, Rules};
use crate::models::{
    InstallApkRequest, PushFileRequest, RunShellCommandRequest, RunSyncCommandRequest, UninstallApkRequest,
};
use crate::store_rules::ObsRules;

/// The longest shell command in bytes.
const SHELL_BYTES: usize = 2048;
/// What a shell command may hold beside the letters of all commands.
const SHELL_SIGNS: &str = " ?=&|";
/// The longest content of a push, of the installation of one file and of a removal in bytes.
const CONTENT_BYTES: usize = 1024;
/// The longest content of the installation of several files in bytes.
const MULTIPLE_BYTES: usize = 8100;
/// How many files one installation takes.
const MULTIPLE_FILES: usize = 50;
/// How many phones a command that is waited for takes.
const SYNC_PHONES: usize = 15;

impl Check for RunSyncCommandRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        check_command(&self.command, &["shell"], violations);
        violations.check("content", check_shell(self.content.expose()));
        if self.phone_ids.len() > SYNC_PHONES {
            violations.count("phone_ids", self.phone_ids.len(), Some(SYNC_PHONES));
        }
        check_targets(&self.phone_ids, &self.server_ids, rules, violations);
    }
}

impl Check for RunShellCommandRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        check_command(&self.command, &["shell"], violations);
        violations.check("content", check_shell(self.content.expose()));
        check_targets(&self.phone_ids, &self.server_ids, rules, violations);
    }
}

impl Check for PushFileRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        check_command(&self.command, &["push"], violations);
        let checked = check_text(&self.content, CONTENT_BYTES, "").and_then(|()| {
            check_url(&self.content, ".tar").map_err(|rule| format!("must be one archive: {rule}"))
        });
        violations.check("content", checked);
        check_targets(&self.phone_ids, &self.server_ids, rules, violations);
    }
}

impl Check for InstallApkRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        check_command(&self.command, &["install", "install-multiple"], violations);
        violations.check("content", check_install(&self.content, self.command == "install"));
        check_targets(&self.phone_ids, &self.server_ids, rules, violations);
    }
}

impl Check for UninstallApkRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        check_command(&self.command, &["uninstall"], violations);
        let checked = check_text(&self.content, CONTENT_BYTES, "").and_then(|()| package_name(&self.content));
        violations.check("content", checked);
        check_targets(&self.phone_ids, &self.server_ids, rules, violations);
    }
}

fn check_command(command: &str, allowed: &[&str], violations: &mut Violations) {
    let rule = || format!("must be {}", allowed.join(" or "));
    violations.require(allowed.contains(&command), "command", rule());
}

/// One of the two lists is needed. How many phones or servers a command takes is a guess but for the documented number
/// above.
fn check_targets(phones: &[String], servers: &[String], rules: Rules<'_>, violations: &mut Violations) {
    if phones.is_empty() && servers.is_empty() {
        violations.add("phone_ids", "is mandatory unless server_ids is given");
    }
    for (name, ids) in [("phone_ids", phones), ("server_ids", servers)] {
        if !ids.is_empty() {
            check_phones(
                name,
                ids.iter().map(|id| &**id),
                |index| format!("{name}[{index}]"),
                (rules.settings.ids_per_command, "ids_per_command"),
                violations,
            );
        }
    }
}

/// Letters, digits, `_ . / : -` and what `more` adds.
fn check_text(text: &str, most: usize, more: &str) -> Result<(), String> {
    check_length(text, most)?;
    match stranger(text, more) {
        Some((_, c)) => Err(format!("{}, not {c:?}", only(more))),
        None => Ok(()),
    }
}

/// The text of the command never stands in a message: it may hold a password.
fn check_shell(content: &str) -> Result<(), String> {
    check_length(content, SHELL_BYTES)?;
    match stranger(content, SHELL_SIGNS) {
        Some((index, _)) => Err(format!("{}, not what its character {} is", only(SHELL_SIGNS), index + 1)),
        None => Ok(()),
    }
}

fn check_length(text: &str, most: usize) -> Result<(), String> {
    if text.trim().is_empty() {
        return Err("is mandatory and must not be empty".to_owned());
    }
    if text.len() > most {
        return Err(format!("has {} bytes, at most {most} are allowed", text.len()));
    }
    Ok(())
}

/// The first character that is not allowed, and where it stands.
fn stranger(text: &str, more: &str) -> Option<(usize, char)> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_./:-".contains(c) || more.contains(c);
    text.chars().enumerate().find(|(_, c)| !allowed(*c))
}

fn only(more: &str) -> String {
    let spaces = if more.contains(' ') { ", spaces" } else { "" };
    let signs: Vec<String> = more.trim().chars().map(|c| format!(" {c}")).collect();
    format!("may hold only letters, digits{spaces} and _ . / : -{}", signs.concat())
}

/// Flags and files: each word with `://` is a file.
fn check_install(content: &str, single: bool) -> Result<(), String> {
    check_text(content, if single { CONTENT_BYTES } else { MULTIPLE_BYTES }, " ")?;
    let files: Vec<&str> = content.split(' ').filter(|word| word.contains("://")).collect();
    if single && files.len() != 1 {
        return Err(format!(
            "names {} files as obs://bucket/key.apk, install takes exactly one; install-multiple takes several",
            files.len()
        ));
    }
    if !(1..=MULTIPLE_FILES).contains(&files.len()) {
        return Err(format!(
            "names {} files as obs://bucket/key.apk, install-multiple takes 1 to {MULTIPLE_FILES}",
            files.len()
        ));
    }
    files.into_iter().try_for_each(|file| check_url(file, ".apk"))
}

fn check_url(url: &str, ending: &str) -> Result<(), String> {
    let shown: String = url.chars().take(120).collect();
    let form = || format!("`{shown}` must have the form obs://bucket/key{ending}");
    let (bucket, key) = url.strip_prefix("obs://").and_then(|rest| rest.split_once('/')).ok_or_else(form)?;
    if key.len() <= ending.len() || !key.ends_with(ending) {
        return Err(form());
    }
    ObsRules.check_bucket(bucket)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shell_commands_have_the_letters_of_the_page_and_spaces() {
        for good in ["ls -l /data/local", "getprop ro.build.version.release", "cat /a | wc -c", "a=1 & b?"] {
            assert_eq!(check_shell(good), Ok(()), "{good}");
        }
        assert_eq!(check_shell(&"x".repeat(2048)), Ok(()));
        for bad in ["", "  ", "rm *", "echo 'a'", "a\nb", "echo $HOME", "a;b", "ä", &*"x".repeat(2049)] {
            assert!(check_shell(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_archive_is_one_tar_in_a_bucket() {
        assert_eq!(check_url("obs://bbb/dir/a.tar", ".tar"), Ok(()));
        for bad in [
            "",
            "obs://bbb",
            "obs://bbb/",
            "obs://bbb/.tar",
            "oss://bbb/a.tar",
            "obs://B/a.tar",
            "obs:///a.tar",
            "obs://bbb/a.tar.gz",
        ] {
            assert!(check_url(bad, ".tar").is_err(), "{bad}");
        }
    }

    #[test]
    fn one_file_is_installed_or_up_to_fifty() {
        let files = |n: usize| vec!["obs://bbb/a.apk"; n].join(" ");
        assert_eq!(check_install("-r -t obs://bbb/a.apk", true), Ok(()));
        assert_eq!(check_install(&files(50), false), Ok(()));
        for (content, single) in [
            (files(2), true),
            (files(51), false),
            ("-r".to_owned(), true),
            ("-r".to_owned(), false),
            ("https://host/a.apk".to_owned(), true),
            ("obs://bbb/a.zip".to_owned(), true),
            (format!("obs://bbb/{}.apk", "x".repeat(1011)), true),
            (format!("obs://bbb/{}.apk", "x".repeat(8090)), false),
            ("obs://bbb/a.apk;reboot".to_owned(), true),
        ] {
            assert!(check_install(&content, single).is_err(), "{content}");
        }
    }
}

//! Shell commands on phones: which of them certainly destroy nothing.

/// Programs that only read, whatever their arguments are.
const READERS: &[&str] = &[
    "cat",
    "df",
    "du",
    "echo",
    "getprop",
    "grep",
    "head",
    "id",
    "ls",
    "md5sum",
    "ps",
    "pwd",
    "readlink",
    "realpath",
    "sha1sum",
    "sha256sum",
    "stat",
    "tail",
    "uname",
    "uptime",
    "wc",
    "whoami",
];
/// Programs that only read with one of these first arguments.
const READING: &[(&str, &[&str])] = &[("pm", &["list", "path"])];

/// Whether a command line certainly only reads: known programs, joined by nothing but pipes. `false` says that nobody can
/// tell, not that it destroys: what a program does is not known from its name, and quotes, redirections, variables and
/// lists of commands are not understood here.
///
/// It decides whether a person is asked before a command is run, and nothing else: it is no protection.
#[must_use]
pub fn only_reads(line: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_./:-?= |".contains(c);
    line.chars().all(plain)
        && line.split('|').all(|command| {
            let mut words = command.split(' ').filter(|word| !word.is_empty());
            let program = words.next().unwrap_or_default();
            let argument = words.next().unwrap_or_default();
            READERS.contains(&program)
                || READING.iter().any(|(name, first)| *name == program && first.contains(&argument))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_readers_and_pipes_between_them_only_read() {
        for line in [
            "ls",
            "  ls  -l /data/local ",
            "getprop ro.build.version.release",
            "cat /proc/meminfo | grep MemFree|wc -l",
            "pm list packages -3",
            "pm path com.acme.notes",
        ] {
            assert!(only_reads(line), "{line}");
        }
    }

    #[test]
    fn whatever_is_not_understood_may_destroy() {
        for line in [
            "",
            " ",
            "rm -r /data",
            "ls | xargs rm",
            "ls |",
            "ls || reboot",
            "ls & reboot",
            "ls; reboot",
            "ls\nreboot",
            "ls > /data/x",
            "ls $(reboot)",
            "ls `reboot`",
            "PATH=/x ls",
            "/data/ls",
            "find /data -delete",
            "pm uninstall com.acme.notes",
            "pm",
            "date 010100002026",
            "sh /data/list",
            "LS",
            "ls 'a'",
            "ls\tä",
        ] {
            assert!(!only_reads(line), "{line}");
        }
    }
}

//! Which lines of two texts differ.

/// How far apart two texts may run before they are taken as having nothing in common.
const REACH: usize = 2000;
/// How many lines are shown.
const SHOWN: usize = 60;

/// The lines that only `old` has, with `-`, and those that only `new` has, with `+`, each with its number; no more than
/// a screen full.
pub(crate) fn differing_lines(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    while i < old.len() || j < new.len() {
        if old.get(i) == new.get(j) {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let (skip_old, skip_new) = meet(&old[i..], &new[j..]);
        lines.extend((i..i + skip_old).map(|at| format!("{:>6} - {}", at + 1, old[at])));
        lines.extend((j..j + skip_new).map(|at| format!("{:>6} + {}", at + 1, new[at])));
        (i, j) = (i + skip_old, j + skip_new);
    }
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    if more > 0 {
        lines.push(format!("       … and {more} more lines"));
    }
    lines.join("\n")
}

/// The fewest lines to pass over on both sides until the texts agree again, for two lines or to their end.
fn meet(old: &[&str], new: &[&str]) -> (usize, usize) {
    let agree = |i: usize, j: usize| {
        let (old, new) = (&old[i..], &new[j..]);
        let same = old.iter().zip(new).take(2).take_while(|(one, other)| one == other).count();
        same == 2 || (same == old.len() && same == new.len())
    };
    for distance in 1..=(old.len() + new.len()).min(REACH) {
        for skip_old in distance.saturating_sub(new.len())..=distance.min(old.len()) {
            if agree(skip_old, distance - skip_old) {
                return (skip_old, distance - skip_old);
            }
        }
    }
    (old.len(), new.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown_and_texts_meet_again() {
        let old = "a\nb\nc\nd\ne\nf";
        assert_eq!(differing_lines(old, old), "");
        assert_eq!(differing_lines(old, "a\nB\nc\nd\ne\nf\ng"), "     2 - b\n     2 + B\n     7 + g");
        assert_eq!(differing_lines(old, "a\nd\ne\nf"), "     2 - b\n     3 - c");
        assert_eq!(differing_lines("", "x"), "     1 + x");
        assert!(differing_lines("", &"x\n".repeat(100)).ends_with("… and 40 more lines"));
    }
}

//! How often each kind of call was seen, within bounds.

use std::collections::HashMap;

use super::draw::Draw;

/// Most subjects that are counted apart, over all rules and the seeded profile; at about 50 bytes each.
const MOST_SUBJECTS: usize = 2_000_000;

/// How often each kind of call to each subject was seen.
#[derive(Debug, Default)]
pub(super) struct Counts(HashMap<[u8; 32], u64>);

/// How many more subjects may be counted apart. Beyond that, new ones of one operation are counted together: a caller
/// that makes up phones without end gets decisions that depend on order, and does not get the memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room(pub(super) usize);

impl Default for Room {
    fn default() -> Self {
        Self(MOST_SUBJECTS)
    }
}

impl Counts {
    /// Counts one more call; gives its number, from 1.
    pub(super) fn next(&mut self, draw: &Draw<'_>, room: &mut Room) -> u64 {
        let key = draw.key();
        if let Some(count) = self.0.get_mut(&key) {
            *count += 1;
            return *count;
        }
        let key = match room.0.checked_sub(1) {
            Some(left) => {
                room.0 = left;
                key
            }
            None => Draw { operation: draw.known_operation(), subject: "", ..*draw }.key(),
        };
        let count = self.0.entry(key).or_default();
        *count += 1;
        *count
    }

    /// How many subjects are counted apart.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(subject: &str) -> Draw<'_> {
        Draw { seed: 1, cloud: "huawei", operation: "ShowCloudPhoneDetail", subject, salt: "reset" }
    }

    #[test]
    fn made_up_subjects_do_not_pile_up() {
        let (mut counts, mut room) = (Counts::default(), Room(3));
        let mut next = |subject: &str| counts.next(&draw(subject), &mut room);
        assert_eq!([next("a"), next("b"), next("a"), next("c")], [1, 1, 2, 1]);
        // There is no room for more: the new ones are one to the eye, those before still count apart.
        assert_eq!([next("d"), next("e"), next("a"), next("d")], [1, 2, 3, 3]);
        for n in 0..1000 {
            next(&n.to_string());
        }
        assert_eq!(counts.len(), 4);
    }

    #[test]
    fn made_up_operations_do_not_pile_up_either() {
        let (mut counts, mut room) = (Counts::default(), Room(0));
        for n in 0..1000 {
            let operation = format!("sts.Made{n}");
            counts.next(&Draw { operation: &operation, ..draw("p") }, &mut room);
        }
        assert_eq!(counts.len(), 1);
    }
}

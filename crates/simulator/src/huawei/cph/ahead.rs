//! Changes that take long, made before the fleet has to be held for them.

use crate::world::{Effect, Failure, Phone};

/// The effect of a change that is all or nothing: it is made now, on a copy of the phone, and brought over later. Only on
/// a phone that was changed meanwhile (by a synchronous command, or by the admin service) it is made once more.
pub(super) fn ahead(
    phone: &Phone,
    change: impl Fn(&mut Phone) -> Result<(), Failure> + Send + 'static,
) -> Effect {
    let before = phone.clone();
    let mut after = phone.clone();
    let outcome = change(&mut after);
    Box::new(move |phone| {
        if phone.marks() != before.marks() {
            return change(phone);
        }
        outcome?;
        phone.tree = after.tree;
        phone.apps = after.apps;
        phone.properties = after.properties;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::config::Content;
    use crate::world::{BlobStore, Builder, Cloud, Entry};

    #[test]
    fn a_change_is_made_before_and_again_only_on_a_phone_that_was_changed_meanwhile() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = BlobStore::new(dir.path().to_owned()).unwrap();
        let content = Content::Seeded { bytes_per_phone: 1000 };
        let builder = Builder::new(1, content, &blobs, jiff::Timestamp::UNIX_EPOCH).unwrap();
        let put = |phone: &mut Phone, path: &str| {
            _ = phone.tree_mut().insert(path, Entry::directory(0o755, 0));
        };
        for (touched, wanted) in [(false, 1), (true, 2)] {
            let mut phone = builder.phone(Cloud::Huawei, 0);
            let made = Arc::new(AtomicUsize::new(0));
            let counter = Arc::clone(&made);
            let effect = ahead(&phone, move |phone| {
                counter.fetch_add(1, Ordering::Relaxed);
                put(phone, "/data/new");
                Ok(())
            });
            if touched {
                put(&mut phone, "/data/other");
            }
            assert!(phone.tree.get("/data/new").is_none());
            effect(&mut phone).unwrap();
            assert!(phone.tree.get("/data/new").is_some());
            assert_eq!(phone.tree.get("/data/other").is_some(), touched);
            assert_eq!(made.load(Ordering::Relaxed), wanted);
        }
    }
}

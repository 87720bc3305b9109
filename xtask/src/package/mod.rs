//! What is given to users who do not build Phonevault themselves.

mod archive;
mod c;
mod licenses;

pub(crate) use c::{Build, c};

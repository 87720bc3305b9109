/// How much a server and a phone can take. All guessed: no page gives a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// How many jobs run at the same time on the phones of one server; more wait, shown as accepted, and the next
    /// begins when one ends. 0 is no limit. Default 10. Guessed.
    pub concurrent_jobs_per_server: usize,
    /// Bytes that the files of one phone may take together; what would not fit is refused or fails in the words of its
    /// cloud. Default 32 GiB. Guessed.
    pub storage_per_phone: u64,
}

impl Default for Capacity {
    fn default() -> Self {
        Self { concurrent_jobs_per_server: 10, storage_per_phone: 32 << 30 }
    }
}

//! Gives the shared library its name: programs that were linked with it ask for that name, whatever the file was called.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        // The number changes when a program that was linked before could no longer run.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libphonevault.so.0");
    }
}

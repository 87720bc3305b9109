//! What the linker has to know of a module that Node.js loads.

fn main() {
    napi_build::setup();
}

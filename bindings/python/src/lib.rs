//! `phonevault._native`: what the Python package is made of. Conversions in, a call of the facade, conversions out.

mod alibaba;
mod call;
mod client;
mod engine;
mod error;
mod generated;
mod huawei;
mod job;
mod location;
mod lock;
mod log;
mod model;
mod news;
mod options;
mod pages;
mod part;
mod queue;
mod secret;
mod show;
mod started;
mod take;
mod trial;

use mimalloc::MiMalloc;
use pyo3::prelude::*;

/// A call makes many small things; the system's allocator takes a tenth of it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The native part of the package `phonevault`.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("VERSION", phonevault::VERSION)?;
    module.add_class::<call::Call>()?;
    module.add_class::<job::JobCore>()?;
    module.add_class::<location::Location>()?;
    module.add_class::<model::Model>()?;
    module.add_class::<pages::PagesCore>()?;
    module.add_class::<secret::Secret>()?;
    module.add_function(wrap_pyfunction!(model::rebuild, module)?)?;
    module.add_function(wrap_pyfunction!(trial::raise, module)?)?;
    generated::core::add(module)?;
    submodule(module, "alibaba", |clouds| {
        clouds.add_class::<alibaba::ClientCore>()?;
        generated::alibaba::add(clouds)
    })?;
    submodule(module, "huawei", |clouds| {
        clouds.add_class::<huawei::ClientCore>()?;
        generated::huawei::add(clouds)
    })
}

/// Adds a module inside the module, where `import` finds it too.
fn submodule(
    module: &Bound<'_, PyModule>,
    name: &str,
    fill: impl FnOnce(&Bound<'_, PyModule>) -> PyResult<()>,
) -> PyResult<()> {
    let full = format!("phonevault._native.{name}");
    let inner = PyModule::new(module.py(), &full)?;
    fill(&inner)?;
    module.add(name, &inner)?;
    module.py().import("sys")?.getattr("modules")?.set_item(full, inner)
}

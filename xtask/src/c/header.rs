//! The header, which cbindgen writes from the sources of the binding.

use std::path::Path;

use cbindgen::{Braces, Builder, Config, DocumentationStyle, Language, SortKey, Style};

use crate::manifest::{Manifest, Problem};

/// Where it lies, from the root of the repository.
pub(crate) const PATH: &str = "include/phonevault.h";

/// What stands above it all.
const CONVENTIONS: &str = include_str!("conventions.txt");

/// The sources, in the order in which the header shows what they hold.
const SOURCES: &[&str] = &[
    "version",
    "status",
    "flag",
    "answer",
    "error",
    "runtime",
    "cancel",
    "options",
    "client",
    "huawei",
    "alibaba",
    "job",
    "wait",
    "json",
    "generated/core",
    "generated/huawei",
    "generated/alibaba",
];

/// The header for the sources as they lie there.
pub(crate) fn header(root: &Path, manifest: &Manifest) -> Result<String, Problem> {
    let mut builder = Builder::new().with_config(config(manifest));
    for source in SOURCES {
        builder = builder.with_src(root.join("bindings/c/src").join(format!("{source}.rs")));
    }
    let bindings = builder.generate().map_err(|error| Problem::new(PATH, "cbindgen", error.to_string()))?;
    let mut text = Vec::new();
    bindings.write(&mut text);
    let text = String::from_utf8(text).map_err(|error| Problem::new(PATH, "cbindgen", error.to_string()))?;
    // Lines end where their words do.
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    Ok(lines.join("\n") + "\n")
}

fn config(manifest: &Manifest) -> Config {
    let version = env!("CARGO_PKG_VERSION");
    let texts = format!(
        "\n/** The version of this header. */\n#define PV_VERSION \"{version}\"\n\n{}",
        super::shim::constants(manifest)
    );
    let mut config = Config {
        language: Language::C,
        cpp_compat: true,
        header: Some(CONVENTIONS.trim_end().to_owned()),
        include_guard: Some("PHONEVAULT_H".to_owned()),
        no_includes: true,
        after_includes: Some(texts),
        sys_includes: ["stdbool.h", "stddef.h", "stdint.h"].map(str::to_owned).to_vec(),
        braces: Braces::SameLine,
        style: Style::Both,
        usize_is_size_t: true,
        sort_by: SortKey::None,
        tab_width: 4,
        line_length: 120,
        documentation_style: DocumentationStyle::Doxy,
        ..Config::default()
    };
    config.function.sort_by = Some(SortKey::None);
    config.constant.sort_by = Some(SortKey::None);
    config
}

//! Commands about packages and system properties.

use std::collections::BTreeMap;

use super::shell::{Done, Shell};

/// Packages that belong to the system: always there, never in a backup.
const SYSTEM: [&str; 5] = [
    "android",
    "com.android.providers.media",
    "com.android.settings",
    "com.android.shell",
    "com.android.systemui",
];

impl Shell<'_> {
    fn properties(&self) -> BTreeMap<&str, String> {
        let phone = &*self.phone;
        let fixed = [
            ("ro.build.version.release", phone.android.clone()),
            ("ro.build.display.id", phone.image_version.clone()),
            ("ro.product.cpu.abi", "arm64-v8a".to_owned()),
            ("ro.product.device", phone.server_type.clone()),
            ("sys.boot_completed", "1".to_owned()),
        ];
        let own = phone.properties.iter().map(|(name, value)| (name.as_str(), value.clone()));
        fixed.into_iter().chain(own).collect()
    }

    pub(super) fn getprop(&self, arguments: &[&str]) -> Done {
        let properties = self.properties();
        match arguments {
            [] => {
                let mut done = Done::default();
                for (name, value) in properties {
                    done.line(&format!("[{name}]: [{value}]"));
                }
                done
            }
            [name, default @ ..] => {
                let value = properties.get(name).map(String::as_str);
                let value = value.or_else(|| default.first().copied()).unwrap_or_default();
                Done::text(format!("{value}\n"))
            }
        }
    }

    pub(super) fn setprop(&mut self, arguments: &[&str]) -> Done {
        let [name, value] = arguments else {
            return Done::failed(1, "setprop: usage: setprop NAME VALUE");
        };
        let known = self.phone.properties.contains_key(*name);
        if name.starts_with("ro.") || (!known && self.properties().contains_key(name)) {
            return Done::failed(1, format_args!("setprop: failed to set property '{name}' to '{value}'"));
        }
        self.phone.properties.insert((*name).to_owned(), (*value).to_owned());
        Done::default()
    }

    pub(super) fn pm(&mut self, arguments: &[&str]) -> Done {
        match arguments {
            ["list", "packages", rest @ ..] => self.list_packages(rest),
            ["path", package, ..] => match self.code(package) {
                Some(path) => Done::text(format!("package:{path}\n")),
                None => Done::status(1),
            },
            ["uninstall", rest @ ..] => {
                let Some(package) = rest.iter().rfind(|word| !word.starts_with('-')) else {
                    return Done::failed(1, "Error: package name not specified");
                };
                if !self.phone.apps.contains_key(*package) {
                    return Done {
                        status: 1,
                        out: b"Failure [DELETE_FAILED_INTERNAL_ERROR]\n".to_vec(),
                        errors: String::new(),
                    };
                }
                self.phone.uninstall(package);
                Done::text("Success\n")
            }
            ["clear", package] if self.phone.apps.contains_key(*package) => {
                for root in ["/data/data", "/data/media/0/Android/data"] {
                    let home = format!("{root}/{package}");
                    let below: Vec<String> =
                        self.children(&home).iter().map(|(name, _)| format!("{home}/{name}")).collect();
                    for path in below {
                        self.phone.tree_mut().remove(&path);
                    }
                }
                Done::text("Success\n")
            }
            ["clear", _] => Done::failed(1, "Failed"),
            other => {
                let what = other.first().copied().unwrap_or_default();
                Done::failed(255, format_args!("Unknown command: {what}"))
            }
        }
    }

    fn list_packages(&self, arguments: &[&str]) -> Done {
        let own = self.phone.apps.keys().map(String::as_str);
        let mut packages: Vec<&str> = match (arguments.contains(&"-3"), arguments.contains(&"-s")) {
            (true, _) => own.collect(),
            (_, true) => SYSTEM.to_vec(),
            _ => own.chain(SYSTEM).collect(),
        };
        packages.sort_unstable();
        if let Some(filter) = arguments.iter().find(|word| !word.starts_with('-')) {
            packages.retain(|package| package.contains(filter));
        }
        let mut done = Done::default();
        for package in packages {
            match self.code(package).filter(|_| arguments.contains(&"-f")) {
                Some(path) => done.line(&format!("package:{path}={package}")),
                None => done.line(&format!("package:{package}")),
            }
        }
        done
    }

    /// Where the code of an installed package is.
    fn code(&self, package: &str) -> Option<String> {
        if SYSTEM.contains(&package) {
            return Some(format!("/system/app/{package}/base.apk"));
        }
        self.phone.apps.get(package)?;
        let stem = format!("/data/app/{package}-");
        let mut directories = self.phone.tree.siblings_with_prefix(&stem);
        let found = directories.find(|path| self.entry(&format!("{path}/base.apk")).is_some());
        found.map(|path| format!("{path}/base.apk"))
    }

    /// Of `dumpsys` only what tells the version of a package.
    pub(super) fn dumpsys(&self, arguments: &[&str]) -> Done {
        let ["package", package] = arguments else {
            return Done::failed(1, "dumpsys: only `dumpsys package NAME` is understood");
        };
        match self.phone.apps.get(*package) {
            None => Done::text(format!("Unable to find package: {package}\n")),
            Some(version) => {
                let code = self.code(package).unwrap_or_default();
                Done::text(format!(
                    "Packages:\n  Package [{package}]:\n    codePath={code}\n    versionName={version}\n"
                ))
            }
        }
    }
}

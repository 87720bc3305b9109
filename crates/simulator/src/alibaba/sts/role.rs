//! The names of roles, providers and sessions.

use super::super::fault::Fault;
use crate::universe::Universe;

/// `acs:ram::ACCOUNT:KIND/NAME`, taken apart.
struct Arn<'a> {
    account: &'a str,
    name: &'a str,
}

fn arn<'a>(text: &'a str, kind: &str, parameter: &str) -> Result<Arn<'a>, Fault> {
    let read = || {
        let (account, rest) = text.strip_prefix("acs:ram::")?.split_once(':')?;
        let name = rest.strip_prefix(kind)?.strip_prefix('/')?;
        let digits = !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_digit());
        (digits && !name.is_empty()).then_some(Arn { account, name })
    };
    read().ok_or_else(|| Fault::invalid(parameter, &format!("it is not of the form acs:ram::ID:{kind}/NAME")))
}

/// The name of the simulated role, if that is the one asked for.
pub(super) fn name<'a>(universe: &Universe, text: &'a str, of_any_account: bool) -> Result<&'a str, Fault> {
    let asked = arn(text, "role", "RoleArn")?;
    if of_any_account {
        return Ok(asked.name);
    }
    let account = &universe.identity.alibaba;
    if asked.account != account.account_id {
        let text = "You are not authorized to assume a role of that account.";
        return Err(Fault::new(403, "NoPermission", text));
    }
    if text != account.role_arn {
        let text = format!("The role {} does not exist.", asked.name);
        return Err(Fault::new(404, &universe.settings.alibaba.unknown_role_code, text));
    }
    Ok(asked.name)
}

/// Checks the provider of a token; its name is free, since the simulator has none of its own.
pub(super) fn check_provider(universe: &Universe, text: &str) -> Result<(), Fault> {
    let asked = arn(text, "oidc-provider", "OIDCProviderArn")?;
    if universe.settings.alibaba.check_oidc_account && asked.account != universe.identity.alibaba.account_id {
        let text = "The provider belongs to another account than the role.";
        return Err(Fault::new(403, "NoPermission", text));
    }
    Ok(())
}

/// 2 to 64 letters, digits and `.@-_` (documented).
pub(super) fn check_session(name: &str) -> Result<(), Fault> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".@-_".contains(&byte);
    if (2..=64).contains(&name.len()) && name.bytes().all(plain) {
        return Ok(());
    }
    Err(Fault::invalid("RoleSessionName", "it is not made of 2 to 64 letters, digits and .@-_"))
}

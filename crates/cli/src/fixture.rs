//! `menjin fixture`: companies in files.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use menjin_service::fixture as fixtures;

use crate::{
    exit::Failure,
    output::{print, remark},
};

/// The largest fixture that is read.
const SIZE_MAX: u64 = 64 << 20;

/// What to do with a fixture.
#[derive(Debug, Subcommand)]
pub(crate) enum Fixture {
    /// Read a file and list every problem with its line; exit code 2 when there is one.
    Check {
        /// YAML or JSON.
        file: PathBuf,
    },
    /// Print a small commented company to start from.
    Init,
}

/// A company to load.
#[derive(Debug)]
pub(crate) struct Company {
    pub(crate) text: String,
    pub(crate) fixture: fixtures::Fixture,
    /// The operator named it.
    pub(crate) named: bool,
}

impl Fixture {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self {
            Self::Init => print(fixtures::example()),
            Self::Check { file } => {
                let company = read(&file)?;
                remark(&format!("{}: no problems", file.display()));
                print(&summary(&company.fixture));
            }
        }
        Ok(())
    }
}

/// The company that a server shall begin with: the one named, or in development the demo company.
pub(crate) fn company(file: Option<&Path>, dev: bool) -> Result<Option<Company>, Failure> {
    match file {
        Some(file) => read(file).map(Some),
        None if dev => demo().map(Some),
        None => Ok(None),
    }
}

/// The demo company.
pub(crate) fn demo() -> Result<Company, Failure> {
    let text = fixtures::DEMO.to_owned();
    let fixture = fixtures::read(&text, "demo.yaml").map_err(|problems| listed(&problems))?;
    Ok(Company { text, fixture, named: false })
}

/// A file that is text, of a size that can be read.
pub(crate) fn text_of(file: &Path) -> Result<String, Failure> {
    let trouble = |error: &dyn std::fmt::Display| Failure::input(format!("{}: {error}", file.display()));
    let size = std::fs::metadata(file).map_err(|error| trouble(&error))?.len();
    if size > SIZE_MAX {
        return Err(trouble(&format!("has {size} bytes, more than {SIZE_MAX}")));
    }
    let bytes = std::fs::read(file).map_err(|error| trouble(&error))?;
    String::from_utf8(bytes).map_err(|error| {
        let line =
            1 + error.as_bytes().iter().take(error.utf8_error().valid_up_to()).filter(|byte| **byte == b'\n').count();
        Failure::input(format!("{}:{line}: this is not UTF-8\nhint: save the file as UTF-8", file.display()))
    })
}

pub(crate) fn read(file: &Path) -> Result<Company, Failure> {
    let text = text_of(file)?;
    let fixture = fixtures::read(&text, &file.display().to_string()).map_err(|problems| listed(&problems))?;
    Ok(Company { text, fixture, named: true })
}

pub(crate) fn listed(problems: &[fixtures::Problem]) -> Failure {
    Failure::input(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

/// One line a tenant.
fn summary(fixture: &fixtures::Fixture) -> String {
    let line = |tenant: &fixtures::Tenant| {
        let counts = [
            (tenant.apps.len(), "apps"),
            (tenant.departments.len(), "departments"),
            (tenant.users.len(), "people"),
            (tenant.groups.len(), "groups"),
            (tenant.documents.len(), "documents"),
            (tenant.devices.len(), "doors"),
            (tenant.door_rules.len(), "door rules"),
            (tenant.review_groups.len(), "review groups"),
        ];
        let counts: Vec<String> = counts.iter().map(|(count, what)| format!("{count} {what}")).collect();
        format!("{}: {}\n", tenant.name, counts.join(", "))
    };
    fixture.tenants.iter().map(line).collect()
}

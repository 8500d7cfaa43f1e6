//! The made-up company as a fixture.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use super::super::{
    company::{self, department, document, group, person},
    world::{Party, World},
};

/// Writes the company as a fixture into `folder`.
pub(in super::super) fn write(folder: &Path, world: &World) -> anyhow::Result<PathBuf> {
    let path = folder.join("company.yaml");
    fs::write(&path, text(world)?)?;
    Ok(path)
}

fn text(world: &World) -> Result<String, std::fmt::Error> {
    let mut text = "schema: menjin/1\ntenants:\n".to_owned();
    company::head(&mut text, 0)?;
    text.push_str("  departments:\n");
    for (number, above) in world.departments.iter().enumerate() {
        write!(text, "  - {{id: {}, name: Department {number}", department(number))?;
        if let Some(above) = above {
            write!(text, ", parent: {}", department(*above))?;
        }
        text.push_str("}\n");
    }
    text.push_str("  users:\n");
    for (number, one) in world.people.iter().enumerate() {
        let departments: Vec<String> = one.departments.iter().map(|number| department(*number)).collect();
        let departments = departments.join(", ");
        writeln!(text, "  - {{id: {}, name: Person {number}, departments: [{departments}]}}", person(number))?;
    }
    text.push_str("  groups:\n");
    for (number, one) in world.groups.iter().enumerate() {
        let none = if one.people.is_empty() && one.departments.is_empty() { " []" } else { "" };
        writeln!(text, "  - id: {}\n    name: Group {number}\n    members:{none}", group(number))?;
        for number in &one.people {
            writeln!(text, "    - {{user: {}}}", person(*number))?;
        }
        for number in &one.departments {
            writeln!(text, "    - {{department: {}}}", department(*number))?;
        }
    }
    text.push_str("  documents:\n");
    for (number, one) in world.documents.iter().enumerate() {
        let kind = if one.is_folder { "folder" } else { "docx" };
        let token = document(number);
        write!(text, "  - {{token: {token}, type: {kind}, title: Document {number}, owner: {}", person(0))?;
        if let Some(folder) = one.folder {
            write!(text, ", folder: {}", document(folder))?;
        }
        text.push_str(", members: [");
        for (place, (party, perm)) in one.grants.iter().enumerate() {
            let (kind, id) = match party {
                Party::Person(number) => ("user", person(*number)),
                Party::Department(number) => ("department", department(*number)),
                Party::Group(number) => ("group", group(*number)),
            };
            let comma = if place == 0 { "" } else { ", " };
            write!(text, "{comma}{{type: {kind}, id: {id}, perm: {}}}", perm.as_str())?;
        }
        text.push_str("]}\n");
    }
    Ok(text)
}

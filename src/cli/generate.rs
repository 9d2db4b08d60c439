//! Completions and manual pages, made from the types of the command line.

use std::io;
use std::path::Path;

use clap_complete::aot::{self, generate};

use super::help;
use super::packaging::Shell;
use crate::vocabulary::Lang;

/// What teaches a shell to complete our commands.
pub fn build_completions(shell: Shell) -> Vec<u8> {
    let (mut command, mut text) = (help::build_command(Lang::En), Vec::new());
    let name = command.get_name().to_owned();
    match shell {
        Shell::Bash => generate(aot::Bash, &mut command, name, &mut text),
        Shell::Zsh => generate(aot::Zsh, &mut command, name, &mut text),
        Shell::Fish => generate(aot::Fish, &mut command, name, &mut text),
    }
    text
}

/// The manual page of the program.
///
/// # Errors
/// Never in practice.
pub fn build_man_page() -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    clap_mangen::Man::new(help::build_command(Lang::En).disable_help_subcommand(true)).render(&mut text)?;
    Ok(text)
}

/// Writes the manual pages of the program and of every command into a folder, and gives back how many there
/// are.
///
/// # Errors
/// When the folder does not take them.
pub fn write_man_pages(folder: &Path) -> io::Result<usize> {
    clap_mangen::generate_to(help::build_command(Lang::En), folder)?;
    let mut pages = 0;
    for entry in folder.read_dir()? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        pages += usize::from(name.starts_with("qoo10-bridge") && name.ends_with(".1"));
    }
    Ok(pages)
}

//! The `qoo10-bridge` command, for now with the practice Qoo10 only.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use qoo10_bridge::app::sandbox::run;
use qoo10_bridge::cli::sandbox::SandboxCommand;
use qoo10_bridge::domain::time::to_jst;

#[derive(Parser)]
struct Cli {
    #[arg(long)]
    json: bool,
    #[arg(long, default_value = "sandbox.json")]
    world: std::path::PathBuf,
    #[command(subcommand)]
    command: SandboxCommand,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let world: &Path = &cli.world;
    match run(&cli.command, world, Arc::new(|| to_jst(chrono::Utc::now())), cli.json, &mut std::io::stdout())
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            log::error!("{error}");
            ExitCode::from(if error.is_usage() { 2 } else { 1 })
        }
    }
}

# What is said to whoever sits at the terminal while a command is at work.
terminal-wait_for_program = waiting up to { $seconds } s for another program that uses the { -state_file }
terminal-wait_for_run = waiting up to { $seconds } s for another run
terminal-wait_for_run_of = waiting up to { $seconds } s for another run (process { $process })
terminal-wait_for_step = waiting up to { $seconds } s for { $step }
terminal-wait_for_step_of = waiting up to { $seconds } s for { $step } (process { $process })
terminal-gave_up_waiting = interrupted by { $signal } while waiting for another run
    .next = run it again when you like: nothing was begun
terminal-stopping = { $signal }: stopping once the request under way is answered; a second signal ends this at once
terminal-reading_csv = reading stdin: paste the CSV, then Enter and Ctrl-D

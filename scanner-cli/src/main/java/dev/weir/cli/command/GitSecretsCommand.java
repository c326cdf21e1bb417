package dev.weir.cli.command;

import dev.weir.cli.process.Environment;
import dev.weir.gitsecrets.Caller;
import dev.weir.gitsecrets.GitSecrets;
import java.util.List;

/** Runs git-secrets' command line: {@code weir git-secrets}, or weir started as git-secrets. */
public final class GitSecretsCommand {
  public static final String NAME = "git-secrets";

  private GitSecretsCommand() {}

  public static int run(List<String> words, Environment environment) {
    boolean installs = words.contains("--install");
    Caller caller =
        new Caller(
            environment.variables(),
            environment.workingDirectory(),
            environment.in(),
            environment.out(),
            environment.err(),
            installs && environment.outIsTerminal(),
            installs ? InstallCommand.program(environment) : null);
    return new GitSecrets(caller).run(words);
  }
}

package dev.weir.cli;

import dev.weir.cli.gitsecrets.Caller;
import dev.weir.cli.gitsecrets.GitSecrets;
import java.util.List;

/** {@code weir git-secrets}, and weir started as {@code git-secrets}. */
final class GitSecretsCommand {
  static final String NAME = "git-secrets";

  private GitSecretsCommand() {}

  static int run(List<String> words, Environment environment) {
    Caller caller =
        new Caller(
            environment.variables(),
            environment.workingDirectory(),
            environment.in(),
            environment.out(),
            environment.err(),
            environment.outIsTerminal());
    return new GitSecrets(new GitOnPath(environment), caller).run(words);
  }
}

package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The parts that the log commands of GitHub Actions and Azure Pipelines share. They contain no
 * secret.
 *
 * @param percent how the system writes a percent sign
 */
record LogCommands(String percent) {
  void write(String line, OutputStream out) throws IOException {
    out.write((line + "\n").getBytes(UTF_8));
  }

  /** Returns a text without the characters that would end a command. */
  String data(String text) {
    return ForeignText.line(text.replace("%", percent).replace("\r", "%0D").replace("\n", "%0A"));
  }

  String found(Finding finding) {
    String commit = finding.sha().isEmpty() ? "" : " in commit " + finding.sha();
    return finding.ruleId() + " found a secret" + commit + ". " + finding.description();
  }

  String notRead(ScanDetails.NotRead notRead) {
    return data(notRead.path() + " was not read: " + notRead.reason());
  }
}

package dev.weir.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.finding.IgnoreFile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Every line of an ignore file is an entry, a flaw or ignored; entries are written as they were
 * read.
 */
final class IgnoreFilesFuzz implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    IgnoreEntry entry =
        IgnoreEntry.of(
            Findings.ofCommit(),
            "0123456789abcdef",
            "src/",
            LocalDate.of(2027, 1, 31),
            "Jane \"J\" Doe",
            "a \\ test\tkey, see #1 é");
    String line = entry.toLine();
    return List.of(
        ("# comment\n\n" + line + "\n").getBytes(UTF_8),
        (line + "\r\n" + line.replace("src/", "") + "\n").getBytes(UTF_8),
        "a/b.txt:made-up:3\n0123:src\\a.go:made-up:3\n a:b \n#x\n".getBytes(UTF_8));
  }

  @Override
  public void run(byte[] input) {
    List<String> lines = new String(input, UTF_8).lines().toList();
    List<IgnoreEntries.Flaw> flaws = new ArrayList<>();
    List<IgnoreEntry> entries = IgnoreEntries.read(lines, flaws).entries();
    long silent = lines.stream().filter(l -> l.isBlank() || l.strip().startsWith("#")).count();
    assertThat(entries.size() + flaws.size()).isEqualTo((int) (lines.size() - silent));
    flaws.forEach(flaw -> assertThat(flaw.line()).isBetween(1, lines.size()));
    List<String> written = entries.stream().map(IgnoreEntry::toLine).toList();
    assertThat(IgnoreEntries.read(written, flaws).entries()).isEqualTo(entries);
    IgnoreEntries.of(entries).entryFor(Findings.ofCommit());
    IgnoreFile file = IgnoreFile.of(lines);
    file.ignores(Findings.ofCommit().fingerprint());
    assertThat(file.invalid().size()).isLessThanOrEqualTo(lines.size());
  }
}

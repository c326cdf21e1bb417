package dev.weir.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.CommitInfo;
import dev.weir.fuzz.FuzzTarget;
import java.nio.charset.Charset;
import java.util.List;

/** Every commit and tag object is read, however it is written. */
public final class CommitTextFuzz implements FuzzTarget {
  private static final Mailmap MAILMAP =
      new Mailmap("Jane Roe <roe@example.com> Jane Doe <jane@example.com>\n<a@b> <c@d>\n# x\n");

  @Override
  public List<byte[]> seeds() {
    String commit =
        "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
            + "parent 0123456789abcdef0123456789abcdef01234567\n"
            + "author Jane Doe <jane@example.com> 1700000000 +0100\n"
            + "committer Jane Doe <jane@example.com> 1700000000 -0830\n"
            + "encoding %s\n"
            + "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ\n -----END PGP SIGNATURE-----\n\n"
            + "title é\tof it\n\n  body\n\tline\n\nSigned-off-by: J <j@e>\n";
    String tag =
        "object 0123456789abcdef0123456789abcdef01234567\ntype commit\ntag v1\n"
            + "tagger Jane Doe <jane@example.com> 1700000000 +0100\n\nthe \u4E16\u754C tag\n";
    return List.of(
        commit.formatted("UTF-8").getBytes(UTF_8),
        commit.formatted("ISO-8859-1").getBytes(Charset.forName("ISO-8859-1")),
        commit.formatted("UTF-16").getBytes(UTF_8),
        commit.formatted("Shift_JIS").getBytes(Charset.forName("Shift_JIS")),
        commit.formatted("ISO-2022-CN").getBytes(UTF_8),
        commit.replace("encoding %s\n", "").getBytes(UTF_8),
        tag.getBytes(UTF_8));
  }

  @Override
  public void run(byte[] input) {
    for (CommitInfo info :
        List.of(
            CommitText.of("01", input, MAILMAP, "a note\n"),
            CommitText.of("01", input, Mailmap.EMPTY, ""),
            CommitText.ofTag("01", input, MAILMAP))) {
      assertThat(info.sha()).isEqualTo("01");
      assertThat(info.date()).matches("|[-+]?\\d{4,}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }
    assertThat(CommitText.messageOf(input)).isNotNull();
  }
}

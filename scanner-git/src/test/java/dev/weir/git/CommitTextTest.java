package dev.weir.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.CommitInfo;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTextTest {
  private static final String HEAD =
      "tree 0123456789012345678901234567890123456789\n"
          + "author Jane Doe <jane@example.com> 1700000000 +0200\n"
          + "committer John <john@example.com> 1700000060 +0000\n";

  @TempDir Path folder;

  private static CommitInfo of(String raw) {
    return of(raw.getBytes(UTF_8), "");
  }

  private static CommitInfo of(byte[] raw, String notes) {
    return CommitText.of("sha", raw, new Mailmap("Jane D. <j@x> <jane@example.com>"), notes);
  }

  @Test
  void readsAuthorAndDate() {
    CommitInfo info = of(HEAD + "\nmessage\n");
    assertThat(info)
        .isEqualTo(new CommitInfo("sha", "Jane D.", "j@x", "2023-11-14T22:13:20Z", "message"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Jane <j> 0 +0000           | Jane | j   | 1970-01-01T00:00:00Z",
        "Jane <j> -5 +0000          | Jane | j   | 1970-01-01T00:00:00Z",
        "Jane <j> garbage           | Jane | j   | 1970-01-01T00:00:00Z",
        "Jane <j>                   | Jane | j   | 1970-01-01T00:00:00Z",
        "Jane <j> 99999999999999999 | Jane | j   | 1970-01-01T00:00:00Z",
        "Jane <a<b>c> 60            | Jane | a<b>c | 1970-01-01T00:01:00Z",
        "<j> 60 +0000               | ''   | j   | 1970-01-01T00:01:00Z",
        "Jane 60 +0000              | ''   | ''  | ''",
        "Jane >j< 60 +0000          | ''   | ''  | ''"
      })
  void readsUnusualAuthors(String author, String name, String email, String date) {
    CommitInfo info = of("tree x\nauthor " + author + "\n\nmessage\n");
    assertThat(info.author()).isEqualTo(name);
    assertThat(info.email()).isEqualTo(email);
    assertThat(info.date()).isEqualTo(date);
    assertThat(info.message()).isEqualTo("message");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title                     | title",
        "~~title~~~                | title",
        "two~lines                 | two lines",
        "title~~body               | title~~body",
        "title~~~~body~more~~~end~ | title~~body~more~~end",
        "title  ~~  indented       | title~~  indented",
        "a^b~~x^y                  | a       b~~x       y",
        "''                        | ''"
      })
  void readsTitleAndBodyLikeGitLog(String text, String expected) {
    String message = text.replace('~', '\n').replace('^', '\t');
    assertThat(of(HEAD + "\n" + message).message()).isEqualTo(expected.replace('~', '\n'));
  }

  @Test
  void putsNotesBelowTheBody() {
    byte[] raw = (HEAD + "\ntitle\n\nbody\n").getBytes(UTF_8);
    assertThat(of(raw, "first\n\nsecond\n").message())
        .isEqualTo("title\n\nbody\n\nNotes:\n    first\n\n    second".replace("    ", ""));
    assertThat(of((HEAD + "\n").getBytes(UTF_8), "note").message())
        .isEqualTo("\n\nNotes:\n    note");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ISO-8859-1", "iso-8859-15", "windows-1252", "UTF-8", "utf8", "Shift_JIS"})
  void readsOtherEncodings(String encoding) throws Exception {
    String head = HEAD.replace("Jane Doe", "J\u00fcrgen") + "encoding " + encoding + "\n";
    boolean japanese = encoding.equals("Shift_JIS");
    String text = japanese ? "\u65e5\u672c" : "stra\u00dfe";
    Charset charset = Charset.forName(encoding);
    byte[] raw = ((japanese ? HEAD : head) + "\n" + text).getBytes(charset);
    byte[] named =
        japanese
            ? new String(raw, ISO_8859_1)
                .replace("\n\n", "\nencoding Shift_JIS\n\n")
                .getBytes(ISO_8859_1)
            : raw;
    assertThat(of(named, "").message()).isEqualTo(text);
    assertThat(CommitText.messageOf(named).text()).isEqualTo(text);
    if (!japanese) {
      assertThat(CommitText.of("s", named, Mailmap.EMPTY, "").author()).isEqualTo("J\u00fcrgen");
    }
  }

  @Test
  void treatsAnUnknownEncodingAsUtf8() {
    byte[] raw = (HEAD + "encoding x-nonesuch\n\nstra\u00dfe").getBytes(UTF_8);
    assertThat(of(raw, "").message()).isEqualTo("stra\u00dfe");
    assertThat(CommitText.messageOf(raw).text()).isEqualTo("stra\u00dfe");
  }

  @Test
  void readsTheWholeMessage() {
    byte[] raw = (HEAD + "\n\n\ntitle\n\n# comment\n").getBytes(UTF_8);
    assertThat(CommitText.messageOf(raw).text()).isEqualTo("\n\ntitle\n\n# comment\n");
    assertThat(CommitText.messageOf(HEAD.getBytes(UTF_8)).isEmpty()).isTrue();
  }

  @Test
  void theAuthorOfATagIsTheTagger() {
    String raw =
        "object 0123456789012345678901234567890123456789\ntype commit\ntag v1\n"
            + "tagger Jane Doe <jane@example.com> 1700000000 +0200\n\nrelease\n";
    assertThat(CommitText.ofTag("sha", raw.getBytes(UTF_8), Mailmap.EMPTY))
        .isEqualTo(
            new CommitInfo(
                "sha", "Jane Doe", "jane@example.com", "2023-11-14T22:13:20Z", "release"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title\n\nbody\n",
        "\n\ntitle  \n more\n\n\n\n  body\n\ttab\n\n\n",
        "title\tand\ttabs\n\n\u65e5\u672c\tx\n",
        "e\u0301\tx\n\n- list\n- list\n",
        "title\r\n\r\nbody\r\n"
      })
  void readsTheLinesThatGitLogPrints(String message) throws Exception {
    TestRepository git = TestRepository.init(folder).write("message", message);
    String id = git.git("commit-tree -F message " + git.git("write-tree").strip()).strip();
    String shown = git.git("log -1 --format=medium " + id);
    String text = shown.substring(shown.indexOf("\n\n") + 2).replaceAll("(?m)^ {4}", "");
    String[] parts = text.stripTrailing().split("\n\n+", 2);
    String expected =
        parts[0].replaceAll("\n *", " ")
            + (parts.length == 1 ? "" : "\n\n" + parts[1].replaceAll("\n\n+", "\n\n"));
    byte[] raw = git.bytes("cat-file", "commit", id);
    assertThat(CommitText.of("s", raw, Mailmap.EMPTY, "").message()).isEqualTo(expected);
  }
}

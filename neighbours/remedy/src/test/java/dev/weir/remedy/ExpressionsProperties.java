package dev.weir.remedy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of expressions that is read again finds the secrets that it was written for. */
class ExpressionsProperties {
  private static LeakedValue value(String text) {
    ReportedLeak leak = new ReportedLeak("rule", "", "file", "", "", 1, 1, "", text, List.of());
    return new LeakedValue(1, List.of(leak), Content.of(text));
  }

  private static boolean finds(SecretNeedles needles, byte[] text) {
    BitSet found = new BitSet();
    needles.find(text, 0, text.length, found);
    return !found.isEmpty();
  }

  private static SecretNeedles read(LeakedValue value) throws RemedyException {
    return Expressions.read(Expressions.write(List.of(value), List.of()), "replacements.txt")
        .build();
  }

  @Property(tries = 200)
  void readsWhatItWrote(Draw draw) throws Exception {
    String text = draw.text(6, 40);
    LeakedValue value = value(text);
    byte[] bytes = value.value().bytes();
    // A lone surrogate is not text that a report could contain.
    if (!new String(bytes, UTF_8).equals(text) || !value.isUsable()) {
      return;
    }
    assertThat(finds(read(value), bytes)).isTrue();
    assertThat(finds(SecretNeedles.of(List.of(value)), bytes)).isTrue();
  }

  @Property(tries = 200)
  void findsShortLinesInARow(Draw draw) throws Exception {
    String characters = "ab cd.*\\\"/é€";
    String text = draw.text(1, 8, characters) + "\n" + draw.text(4, 15, characters) + "\nz";
    LeakedValue value = value(text);
    if (text.lines().anyMatch(String::isBlank) || !value.isUsable()) {
      return;
    }
    String json = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    for (SecretNeedles needles : List.of(read(value), SecretNeedles.of(List.of(value)))) {
      assertThat(finds(needles, ("x" + text + "x").getBytes(UTF_8))).isTrue();
      assertThat(finds(needles, text.replace("\n", "\r\n  ").getBytes(UTF_8))).isTrue();
      assertThat(finds(needles, json.getBytes(UTF_8))).isTrue();
      assertThat(finds(needles, Base64.getEncoder().encode(("y" + strip(text)).getBytes(UTF_8))))
          .isTrue();
      for (String line : text.split("\n")) {
        assertThat(finds(needles, line.getBytes(UTF_8))).isFalse();
      }
    }
  }

  private static String strip(String text) {
    return String.join("\n", text.lines().map(String::strip).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "pässw[öo]rd, pässwörd",
    "p.ssw.rd, pässwörd",
    "p..ssw..rd, pässwörd",
    "pä+ss, pääss",
    "päss, xpäss",
  })
  void aPatternIsSearchedAsBytesAndAsText(String pattern, String text) throws Exception {
    byte[] file = ("regex:" + pattern + "==>x\n").getBytes(UTF_8);
    SecretNeedles needles = Expressions.read(file, "file").build();
    assertThat(finds(needles, text.getBytes(UTF_8))).isTrue();
    assertThat(finds(needles, "password".getBytes(UTF_8))).isEqualTo(pattern.equals("p.ssw.rd"));
  }

  @Property(tries = 200)
  void findsEncodedFormsInsideLongerTexts(Draw draw) throws Exception {
    String text = draw.text(8, 30);
    String before = draw.text(0, 5);
    String after = draw.text(0, 5);
    boolean usable = (before + text + after).chars().noneMatch(c -> c < ' ' || c > 0xD7FF);
    if (!usable || text.isBlank()) {
      return;
    }
    LeakedValue value = value(text);
    byte[] around = (before + text + after).getBytes(UTF_8);
    for (SecretNeedles needles : List.of(read(value), SecretNeedles.of(List.of(value)))) {
      assertThat(finds(needles, Base64.getEncoder().encode(around))).isTrue();
      assertThat(finds(needles, Base64.getUrlEncoder().encode(around))).isTrue();
      assertThat(finds(needles, HexFormat.of().formatHex(around).getBytes(UTF_8))).isTrue();
      assertThat(finds(needles, (before + text + after).getBytes(UTF_16LE))).isTrue();
    }
  }

  @Property(tries = 50)
  void findsTheLinesOfAKeyInAllForms(Draw draw) throws Exception {
    int lines = draw.number(2, 20);
    StringBuilder key = new StringBuilder("-----BEGIN PRIVATE KEY-----\n");
    for (int i = 0; i < lines; i++) {
      byte[] line = new byte[48];
      new Random(i).nextBytes(line);
      key.append(Base64.getEncoder().encodeToString(line)).append('\n');
    }
    key.append("-----END PRIVATE KEY-----");
    LeakedValue value = value(key.toString());
    String text = key.toString();
    for (SecretNeedles needles : List.of(read(value), SecretNeedles.of(List.of(value)))) {
      for (String form :
          List.of(
              text,
              text.replace("\n", "\r\n"),
              text.replace("\n", "\\n"),
              text.replace("\n", "\\n").replace("/", "\\/"),
              text.replace("\n", "\n    "),
              Base64.getEncoder().encodeToString(text.getBytes(UTF_8)),
              Base64.getMimeEncoder().encodeToString((text + "\n").getBytes(UTF_8)),
              Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(text.getBytes(UTF_8)))) {
        assertThat(finds(needles, form.getBytes(ISO_8859_1))).as(form.substring(0, 20)).isTrue();
      }
      assertThat(finds(needles, "-----BEGIN PRIVATE KEY-----\n".getBytes(UTF_8))).isFalse();
    }
  }
}

package dev.weir.known;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Values are found in the forms that Java's own encoders make, at their exact position. */
class KnownSearchProperties {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  private static String value(Draw draw) {
    String characters = "abcXYZ0189 !\"#$%&'()*+,-./:;<=>?@[]\\^_{|}~\u00e9\u20ac";
    String value = draw.text(8, 60, characters);
    return value.isBlank() ? value + "a" : value;
  }

  private static KnownSet known(List<String> values) {
    List<KnownValue> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      all.add(new KnownValue("test:" + i, Content.of(values.get(i))));
    }
    return KnownSet.empty(KnownKey.random()).with(all, DAY);
  }

  private static List<KnownSearch.Hit> search(KnownSet known, byte[] text) {
    return new KnownSearch(known).new Worker().search(text);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static List<byte[]> forms(String value, int before) {
    byte[] bytes = value.getBytes(UTF_8);
    String percent = URLEncoder.encode(value, UTF_8);
    String hex = HexFormat.of().formatHex(bytes);
    byte[] shifted = joined("user:pw:".substring(0, before % 8).getBytes(UTF_8), bytes);
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
    String markup =
        value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
    return List.of(
        bytes,
        // Unlike RFC 3986, URLEncoder does not escape the star and escapes the tilde.
        percent.replace("*", "%2A").replace("%7E", "~").getBytes(UTF_8),
        percent.replace("*", "%2A").replace("%7E", "~").replace("+", "%20").getBytes(UTF_8),
        hex.getBytes(UTF_8),
        hex.toUpperCase(Locale.ROOT).getBytes(UTF_8),
        Base64.getEncoder().encode(shifted),
        Base64.getEncoder().encode(joined(shifted, "tail".getBytes(UTF_8))),
        Base64.getUrlEncoder().withoutPadding().encode(shifted),
        Base64.getMimeEncoder(-1, new byte[0]).encode(shifted),
        value.getBytes(UTF_16LE),
        value.getBytes(UTF_16BE),
        escaped.getBytes(UTF_8),
        markup.getBytes(UTF_8),
        markup.replace("'", "&apos;").getBytes(UTF_8),
        value.replace("'", "''").getBytes(UTF_8));
  }

  @Property(tries = 80)
  void findsEveryFormBetweenAnyBytes(Draw draw) {
    String value = value(draw);
    byte[] head = draw.bytes(255);
    byte[] tail = draw.bytes(255);
    int before = draw.number(0, 7);
    KnownSet known = known(List.of(value, "another value, not there"));
    for (byte[] form : forms(value, before)) {
      byte[] text = joined(head, "=".getBytes(UTF_8), form, ",".getBytes(UTF_8), tail);
      assertThat(search(known, text))
          .as("%s in %s", value, new String(form, ISO_8859_1))
          .isNotEmpty()
          .allMatch(hit -> hit.entry().sources().equals(List.of("test:0")));
    }
  }

  @Property(tries = 100)
  void findsWhatAPlainSearchFinds(Draw draw) {
    Random random = new Random(draw.seed());
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      values.add(word(random, 8 + random.nextInt(20), "ab"));
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append(word(random, random.nextInt(12), "abc"));
      text.append(random.nextInt(3) == 0 ? values.get(random.nextInt(values.size())) : "");
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    Set<String> found =
        search(known(values), bytes).stream()
            .flatMap(
                hit -> hit.entry().sources().stream().map(s -> hit.start() + "-" + hit.end() + s))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> expected = new LinkedHashSet<>();
    for (int i = 0; i < values.size(); i++) {
      for (ValueForms.ValueForm form : ValueForms.of(values.get(i).getBytes(UTF_8))) {
        for (int at = 0; at + form.bytes().length <= bytes.length; at++) {
          int end = at + form.bytes().length;
          if (Arrays.equals(bytes, at, end, form.bytes(), 0, form.bytes().length)) {
            expected.add(at + "-" + end + "test:" + i);
          }
        }
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String word(Random random, int length, String alphabet) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  @Property(tries = 100)
  void decodesTheSetThatItEncoded(Draw draw) throws Exception {
    String one = value(draw);
    String other = value(draw);
    KnownSet set = known(List.of(one, other, one));
    byte[] file = KnownCodec.encode(set);
    KnownSet read = KnownCodec.decode(set.key(), file);
    assertThat(read.entries()).isEqualTo(set.entries());
    byte[] text = (one + "\n" + other).getBytes(UTF_8);
    assertThat(search(read, text)).isEqualTo(search(set, text)).isNotEmpty();
    String stored = new String(file, ISO_8859_1);
    assertThat(stored).doesNotContain("test:");
  }
}

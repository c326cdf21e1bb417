package dev.weir.known;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Content;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Known values are found in texts that are encoded once, twice, or with escapes. */
class ReadingSearchTest {
  private static final String PLAIN = "Tr0ub4dor&3=kQ:z/9";
  private static final String WIDE = "Stra\u00dfe:p\u00e4ssw\u00f6rd=\"9\\z\u20ac";
  private static final String EMOJI = "k3y \ud83d\ude00 Stra\u00dfe 77";

  private static String escaped(String text, String format, boolean all) {
    return text.chars()
        .mapToObj(c -> all || c > '~' ? String.format(format, c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static String json(String text) {
    return escaped(text.replace("\\", "\\\\").replace("\"", "\\\""), "\\u%04x", false);
  }

  private static String html(String text, boolean named) {
    String out = text.replace("&", "&amp;").replace("\"", "&quot;");
    return named
        ? out.replace("\u00e4", "&auml;")
            .replace("\u00f6", "&ouml;")
            .replace("\u00df", "&szlig;")
            .replace("\u20ac", "&euro;")
        : out.codePoints()
            .mapToObj(c -> c > '~' ? "&#" + c + ";" : Character.toString(c))
            .collect(Collectors.joining());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static Map<String, Function<String, String>> encodings() {
    Map<String, Function<String, String>> all = new LinkedHashMap<>();
    all.put("unicode escapes", text -> escaped(text, "\\u%04x", true));
    all.put("unicode escapes, upper case", text -> escaped(text, "\\u%04X", true));
    all.put("json", ReadingSearchTest::json);
    all.put("json in json", text -> json("{\"a\":\"" + json(text) + "\"}"));
    all.put("percent twice", text -> URLEncoder.encode(URLEncoder.encode(text, UTF_8), UTF_8));
    all.put(
        "percent thrice",
        text -> URLEncoder.encode(URLEncoder.encode(URLEncoder.encode(text, UTF_8), UTF_8), UTF_8));
    all.put("base64 twice", text -> base64(base64("user:" + text)));
    all.put("base64 of json", text -> base64("{\"password\": \"" + json(text) + "\"}"));
    all.put("base64 of base64 of json", text -> base64(base64("{\"pw\": \"" + json(text) + "\"}")));
    all.put(
        "properties",
        text ->
            escaped(
                text.replace("\\", "\\\\").replace(":", "\\:").replace("=", "\\="),
                "\\u%04X",
                false));
    all.put("named entities", text -> html(text, true));
    all.put("numbered entities", text -> html(text, false));
    all.put("entities twice", text -> html(html(text, true), true));
    all.put("git's quoted path", text -> octal(text));
    return all;
  }

  private static String octal(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.replace("\\", "\\\\").replace("\"", "\\\"").getBytes(UTF_8)) {
      out.append(b < 0 ? String.format("\\%03o", b & 255) : String.valueOf((char) b));
    }
    return out.toString();
  }

  static Stream<Arguments> cases() {
    return encodings().keySet().stream()
        .flatMap(name -> Stream.of(PLAIN, WIDE, EMOJI).map(value -> Arguments.of(name, value)));
  }

  private static List<ReadingSearch.Found> search(byte[] text) {
    List<KnownValue> values =
        Stream.of(PLAIN, WIDE, EMOJI)
            .map(v -> new KnownValue("test:" + v.length(), Content.of(v)))
            .toList();
    KnownSet set = KnownSet.empty(KnownKey.random()).with(values, LocalDate.of(2026, 11, 29));
    return new ReadingSearch(new KnownSearch(set), 5).search(Content.ofOwned(text));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void aValueIsFoundOnceAndWhereItIs(String encoding, String value) {
    String written = encodings().get(encoding).apply(value);
    byte[] head = "first line\nvalue = ".getBytes(UTF_8);
    byte[] text = (new String(head, UTF_8) + written + "\nlast line\n").getBytes(UTF_8);
    List<ReadingSearch.Found> found = search(text);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).entry().sources()).containsExactly("test:" + value.length());
    assertThat(found.get(0).start()).isGreaterThanOrEqualTo("first line\n".length());
    assertThat(found.get(0).end()).isLessThanOrEqualTo(text.length - "\nlast line\n".length());
    String left =
        new String(text, 0, found.get(0).start(), ISO_8859_1)
            + new String(text, found.get(0).end(), text.length - found.get(0).end(), ISO_8859_1);
    assertThat(search(left.getBytes(ISO_8859_1))).isEmpty();
  }

  @Test
  void aValueIsFoundInOldCharacterSets() {
    for (Charset charset :
        List.of(StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"), UTF_8)) {
      String value = charset.equals(ISO_8859_1) ? WIDE.replace("\u20ac", "e") : WIDE;
      List<KnownValue> values = List.of(new KnownValue("test:1", Content.of(value)));
      KnownSet set = KnownSet.empty(KnownKey.random()).with(values, LocalDate.of(2026, 11, 29));
      ReadingSearch search = new ReadingSearch(new KnownSearch(set), 5);
      String text = "caf\u00e9 = " + value + " caf\u00e9";
      assertThat(search.search(Content.ofOwned(text.getBytes(charset)))).hasSize(1);
    }
  }
}

package dev.weir.core.check.generic;

import dev.weir.core.check.value.WordList;
import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises the values that people write in place of a secret, in examples, templates and tests.
 */
final class Placeholders {
  /** Words that are too long to occur by chance. */
  private static final List<String> ANYWHERE =
      WordList.listOf(
          """
          example changeme change_me change-me changeit placeholder redacted dummy foobar
          replaceme replace_ replace- your_ your- yourapi yourtoken yoursecret yourpass
          insert_ insert- deadbeef 12345678 abcdefg abcdef0 abcdef1 01234567 qwerty asdfgh
          xxxxx notreal not-real not_real lorem < > ***** ... p4ssw0rd s3cr3t s3cret pa$$word
          pas$word hunter4 ##### _here -here removed goes-here enter_ enter- mypass mysecret
          my-secret my_secret my-token my_token mytoken mykey my-key my_key my_pass my-pass
          supersecret super-secret super_secret topsecret notasecret letmein hunter2 pa55word
          correcthorse bogus some-secret some_secret sanitized undefined unknown
          """);

  /** Short words, which may occur by chance: the value is judged by what remains without them. */
  private static final List<String> SHORT =
      WordList.listOf(
          """
          test fake mock sample demo todo fixme xxxx your insert foo bar baz abc123 123abc
          123456 abcdef password passwd secret token apikey api_key api-key default invalid
          none 12345 1234 azert asdf qwer pass pwd
          """);

  private static final Set<String> WHOLE =
      WordList.setOf(
          """
          true false null none nil undefined empty yes no string pass admin root user username
          postgres guest hello secret password changeme default required optional redacted
          s3cr3t secr3t s3cret hunter2 letmein 12345 123456 1234567 passw0rd p@ssw0rd p@ssword
          pa$$word pa$$w0rd passw0rd! p@ssw0rd! abcd1234 1q2w3e4r minioadmin rabbitmq elastic
          """);

  /** Credentials that standards print as examples: RFC 2617, 6455, 6749, 6750, 7617. */
  private static final Set<String> PUBLISHED =
      WordList.setOf(
          """
          mF_9.B5f-4.1JqM SlAV32hkKG 2YotnFZFEjr1zCsicMWpAA tGzv3JOkF0XG5Qx2TlKWIA
          czZCaGRSa3F0MzpnWDFmQmF0M2JW 7Fjfp0ZBr1KtDRbnfVdmIw gX1fBat3bV
          SplxlOBeZQQYbYS6WxSbIA dGhlIHNhbXBsZSBub25jZQ==
          QWxhZGRpbjpvcGVuIHNlc2FtZQ== QWxhZGRpbjpPcGVuU2VzYW1l
          s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
          """);

  private static final int LEAST_LEFT = 14;

  private Placeholders() {}

  /** Returns true if the value is a placeholder. */
  static boolean isPlaceholder(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (WHOLE.contains(lower) || PUBLISHED.contains(value)) {
      return true;
    }
    for (String word : ANYWHERE) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Returns true if the value consists of words from examples and little else. */
  static boolean looksLikeOne(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    String left = lower;
    for (String word : SHORT) {
      left = left.replace(word, "");
    }
    return left.length() < lower.length() && !mayBeSecret(left);
  }

  private static boolean mayBeSecret(String left) {
    int alnum = 0;
    boolean digit = false;
    for (int i = 0; i < left.length(); i++) {
      char c = left.charAt(i);
      digit |= Ascii.isDigit(c);
      alnum += Ascii.isLetterOrDigit(c) ? 1 : 0;
    }
    return alnum >= LEAST_LEFT && digit && WordModel.coverage(left) < 0.5;
  }
}

package dev.weir.core.check.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model of letters on words that are not in any list of the program. */
class WordModelTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "toegangssleutel",
        "contrasena",
        "lozinka",
        "salasana",
        "parola",
        "wachtwoord",
        "motdepasse",
        "credentials",
        "keystore",
        "configuration",
        "getInstance",
        "serialize"
      })
  void wordsOfManyLanguagesAreWords(String word) {
    assertThat(WordModel.coverage(word)).isEqualTo(1);
    assertThat(WordModel.bits(word)).isLessThan(word.length() * 4.7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xkqzjv", "nyvmdzm", "ufrdvyq", "czplsfj", "qwvtnhzkgp", "hjkwrtzxb"})
  void randomLettersAreNot(String letters) {
    assertThat(WordModel.coverage(letters)).isZero();
    assertThat(WordModel.bits(letters)).isGreaterThan(letters.length() * 4.7);
  }

  @ParameterizedTest
  @CsvSource({"userName,1", "HTTPServer,1", "server2,0.86", "x9,0", "'',0", "12345,0"})
  void coverageIsAShare(String text, double share) {
    assertThat(WordModel.coverage(text)).isBetween(share - 0.4, share + 0.01);
  }

  @Property(tries = 500)
  void anyTextHasACost(Draw draw) {
    String text = new String(draw.bytes(200), ISO_8859_1);
    assertThat(WordModel.bits(text)).isBetween(0.0, 40.0 * text.length());
    assertThat(WordModel.coverage(text)).isBetween(0.0, 1.0);
  }
}

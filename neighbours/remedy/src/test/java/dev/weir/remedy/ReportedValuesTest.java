package dev.weir.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Content;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values that findings are about, whatever part of the match their rules call the secret. */
class ReportedValuesTest {
  // Assembled here, so that this file contains no key.
  private static final String ID = "AKIA" + "Q3EGRIX5K2B7LM4T";
  private static final String KEY = "wJq8rXUtnFEm1/K7MD3NG/bPx" + "RfiCY9LmA2+LEKE";
  private static final String VAULT = "hvs." + "CAESIJ9x4Qm2Lr7Tz0Wb";

  private static List<String> values(String match, String secret) {
    return new ReportedValues(Recipes.read())
        .of(Content.of(match), Content.of(secret)).stream().map(Content::text).toList();
  }

  @ParameterizedTest(name = "{0}, group {1}")
  @CsvSource(
      delimiterString = "::",
      quoteCharacter = '~',
      textBlock =
          """
          ID                              :: AKIA             :: ID
          aws_access_key_id = ID          :: aws_access_key_id :: ID
          ID                              :: ID               :: ID
          aws_secret="KEY"                :: _secret=         :: KEY
          aws_secret="KEY"                :: aws              :: KEY
          aws_secret="KEY"                :: aws_secret="KEY" :: KEY
          aws_secret_access_key=KEY       :: KEY              :: KEY
          secret: KEY,                    :: secret           :: KEY
          ID:KEY                          :: ID               :: ID KEY
          ID:KEY                          :: KEY              :: KEY ID
          key = ID secret = KEY           :: key              :: ID KEY
          token: VAULT                    :: token            :: VAULT
          VAULT                           :: hvs.             :: VAULT
          VAULT                           :: CAESIJ           :: VAULT
          password = hunter22             :: hunter22         :: hunter22
          password = hunter22             :: password         :: password = hunter22
          password = hunter22             :: pass             :: password = hunter22
          password = hunter22             :: password = hunter22 :: password = hunter22
          type: password value: hunter22  :: password         :: type: password value: hunter22
          key-0f1e2d3c4b5a69788796a5b4c3d2e1f0 :: 0f1e2d3c4b5a69788796a5b4c3d2e1f0 :: 0f1e2d3c4b5a69788796a5b4c3d2e1f0
          0f1e2d3c4b5a69788796a5b4c3d2e1f0 :: 0f1e2d3c        :: 0f1e2d3c4b5a69788796a5b4c3d2e1f0
          Server=db;Password=hunter22;Port=1 :: hunter22      :: hunter22
          https://u:hunter22@db.example/x :: https://u:hunter22@db.example/x :: https://u:hunter22@db.example/x
          see http://cafeb4b3:d3adb33f@host. :: cafeb4b3:d3adb33f :: cafeb4b3:d3adb33f
          pin-code 4711                   :: 4711             :: 4711|pin-code 4711
          https://bob:hunter22@db.example :: hunter22         :: hunter22
          """)
  void theMatchDecides(String match, String secret, String expected) {
    assertThat(values(filled(match), filled(secret)))
        .isEqualTo(
            expected.matches(".*[=:|].*")
                ? List.of(filled(expected).split("\\|"))
                : List.of(filled(expected).split(" ")));
  }

  private static String filled(String text) {
    return text.replaceAll("\\bID\\b", ID)
        .replaceAll("\\bKEY\\b", KEY)
        .replaceAll("\\bVAULT\\b", VAULT);
  }

  @Test
  void aGroupInTheFrameOfAKeyIsNotTheKey() {
    String key = "-----BEGIN RSA PRIVATE" + " KEY-----\nMIIabc\n-----END RSA PRIVATE" + " KEY-----";
    assertThat(values("x = " + key, "RSA")).containsExactly(key);
    assertThat(values(key, key)).containsExactly(key);
  }

  @Test
  void theFrameOfAKeyAloneIsNoValue() {
    String frame = "-----BEGIN RSA PRIVATE" + " KEY-----";
    assertThat(values(frame, frame)).isEmpty();
    assertThat(values(frame, "RSA")).isEmpty();
  }

  @Test
  void withoutAMatchTheSecretIsTheValue() {
    assertThat(values("", "hunter22")).containsExactly("hunter22");
    assertThat(values("REDACTED", "hunter22")).containsExactly("hunter22");
  }
}

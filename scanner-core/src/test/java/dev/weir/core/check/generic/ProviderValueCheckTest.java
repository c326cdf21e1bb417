package dev.weir.core.check.generic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.check.generic.ProviderValueCheck.Form;
import dev.weir.core.text.Content;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values near the name of a provider that are not keys. */
class ProviderValueCheckTest {
  private static final String HEX = "9b74c9897bac770ffc029102a200c5de";
  private static final String COMMIT = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1f";
  private static final String UUID = "7c1f0b9e-52d4-4e8a-9b63-d1a0c47f28e5";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "import com.acme.kafka.clients.internals.<Acknowledgements> | it is made of words",
        "LinkedIn: <LinkedInProvider> | it is made of words",
        "acme_key = \"<fkqzhwpxvbtrjmgy> | -",
        "acme_key = \"<HEX> | -",
        "acme-1.2.3.tar.gz: <HEX> | it is a digest",
        "acme-1.2.3.zip,<HEX> | it is a digest",
        "acme_md5 = \"<HEX> | it is a digest",
        "acme_checksum=<HEX> | it is a digest",
        "image: acme/agent:2.3@sha256:<HEX> | it is a digest",
        "uses: acme/action@<COMMIT> | it is a digest",
        "https://github.com/acme/api/commit/<COMMIT> | it is a digest",
        "acme_token: <COMMIT> | -",
        "acme_project_id: \"<UUID> | its name shows that it is not a secret",
        "acmeWorkspaceUuid=<UUID> | its name shows that it is not a secret",
        "acme_secret_id: \"<UUID> | -",
        "acme_token: <UUID> | -",
        "acme id <UUID> | its name shows that it is not a secret",
        "\"app\": \"acme\", \"id\": \"<UUID> | its name shows that it is not a secret",
        "acme trace id: <UUID> | its name shows that it is not a secret",
        "acme_account = \"<UUID> | its name shows that it is not a secret",
        "acme_namespace = UUID('<UUID> | its name shows that it is not a secret",
        "image: acme:<COMMIT> | it is a digest",
        "\"acme.js\": \"<HEX> | it is a digest",
        "acme.token: <HEX> | -",
        "acme fingerprint SHA256:<Kx9vQ2mZ7pLr4sTnKx9vQ2mZ7pLr4sTn> | it is a digest",
        "acme integrity <sha384-Kx9vQ2mZ7pLr4sTnKx9vQ2mZ7pLr4sTn> | it is a digest",
        "acme_pass: ENC[AES256_GCM,data:<hUDGNwYv0WHL4SMvSzGa> | it is encrypted",
        "acme key <01:4e:30:2b:c6:47:e9> | it is a digest",
        "acme contract 0x<COMMIT> | -",
        "acme contract <0xCOMMIT> | it is the address of an account",
        "HEX  acme-1.2.3.tar.gz acme_key=<HEX> | it is a digest",
        "git -C acme checkout <COMMIT> | it is a digest",
        "acme_version = v1.2.3-<20240912184532> | it is a version",
        "acme: com.acme:<acme-sdk:1.24.3-rc1> | it is a version",
        "acme key: <acme-x9-node20> | it is a name in code",
        "import com.acme.token.<Kx9vQ2mZ7pLr4sTn> | it is a name in code",
        "https://app.acme.com/projects/<UUID> | its name shows that it is not a secret",
        "acme_token = <dvlpr.rltns7@acme.com> | it is an address",
        "acme_key = <abcdef1234567890abcdef1234567890> | -",
      })
  void judgesWhatStandsNearAName(String text, String expected) {
    int start = text.indexOf('<');
    String value =
        text.substring(start + 1, text.indexOf('>', start))
            .replace("HEX", HEX)
            .replace("COMMIT", COMMIT)
            .replace("UUID", UUID);
    String reason =
        new ProviderValueCheck(Form.HEX)
            .dismissal(Content.of(value), Content.of(text.substring(0, start) + value + "\""));
    assertThat(reason == null ? "-" : reason).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"acme: ,false", "acme_key: ,true", "acmeAccess: ,true"})
  void aDigestOfALargerAlphabetNeedsAWordForACredential(String before, boolean accepted) {
    Content match = Content.of(before + HEX);
    assertThat(new ProviderValueCheck(Form.MIXED).dismissal(Content.of(HEX), match) == null)
        .isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef1234567890abcdef1234567890,true",
    "abcdef1234567890ABCDEFGHIJ,true",
    "EXAMPLEq7Rt2Xw9Zk4,false",
    "your-acme-key-goes-here,false",
    "configuration-service,false",
    "Kx9vQ2mZ7pLr4sTnB8wY,true",
  })
  void withoutAFormAValueMustNotSayThatItIsNone(String value, boolean accepted) {
    Content match = Content.of("acme_key = \"" + value + "\"");
    assertThat(new ProviderValueCheck(Form.UNKNOWN).dismissal(Content.of(value), match) == null)
        .isEqualTo(accepted);
  }
}

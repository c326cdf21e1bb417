package dev.weir.known.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.known.KnownException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueImportTest {
  private static final String A = "alpha-Key-7391-zz";
  private static final String B = "Bravo#Key#2846#yy";

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** The expected values of a text, as SOURCE=VALUE, and the format that should be detected. */
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(
            ImportFormat.VAULT,
            "{\"request_id\":\"x\",\"lease_duration\":0,\"data\":{\"data\":{\"password\":\""
                + A
                + "\",\"username\":\"admin\"},\"metadata\":{\"version\":3}}}",
            List.of("vault:NAME#password=" + A)),
        Arguments.of(
            ImportFormat.VAULT,
            "{\"lease_duration\":2764800,\"data\":{\"password\":\""
                + A
                + "\",\"deep\":{\"x\":[\""
                + B
                + "\"]}}}",
            List.of("vault:NAME#password=" + A, "vault:NAME#deep.x[0]=" + B)),
        Arguments.of(
            ImportFormat.AWS_SECRETS_MANAGER,
            "{\"ARN\":\"arn:aws:x\",\"Name\":\"prod/db\",\"VersionStages\":[\"AWSCURRENT\"],\"SecretString\":"
                + "\"{\\\"username\\\":\\\"dbadmin\\\",\\\"password\\\":\\\""
                + A
                + "\\\",\\\"port\\\":5432}\"}",
            List.of("aws-secretsmanager:prod/db#password=" + A)),
        Arguments.of(
            ImportFormat.AWS_SECRETS_MANAGER,
            "{\"Name\":\"k\",\"VersionStages\":[\"AWSPREVIOUS\"],\"SecretString\":\"" + A + "\"}",
            List.of("aws-secretsmanager:k@AWSPREVIOUS=" + A)),
        Arguments.of(
            ImportFormat.AWS_SECRETS_MANAGER,
            "{\"Name\":\"bin\",\"SecretBinary\":\"" + base64(A) + "\"}",
            List.of("aws-secretsmanager:bin=" + A)),
        Arguments.of(
            ImportFormat.AWS_SECRETS_MANAGER,
            "{\"SecretValues\":[{\"Name\":\"a\",\"SecretString\":\""
                + A
                + "\"},{\"Name\":\"b\",\"SecretString\":\"{\\\"k\\\":\\\""
                + B
                + "\\\"}\"}],\"Errors\":[]}",
            List.of("aws-secretsmanager:a=" + A, "aws-secretsmanager:b#k=" + B)),
        Arguments.of(
            ImportFormat.AWS_SSM,
            "{\"Parameter\":{\"Name\":\"/app/pw\",\"Type\":\"SecureString\",\"Value\":\""
                + A
                + "\",\"Version\":1}}",
            List.of("aws-ssm:/app/pw=" + A)),
        Arguments.of(
            ImportFormat.AWS_SSM,
            "{\"Parameters\":[{\"Name\":\"/a\",\"Type\":\"StringList\",\"Value\":\""
                + A
                + ","
                + B
                + "\"},{\"Name\":\"/b\",\"Type\":\"String\",\"Value\":\""
                + B
                + "\"}],\"InvalidParameters\":[]}",
            List.of("aws-ssm:/a#[0]=" + A, "aws-ssm:/a#[1]=" + B, "aws-ssm:/b=" + B)),
        Arguments.of(
            ImportFormat.AWS_SSM,
            "{\"Parameters\":[{\"Name\":\"/a\",\"Type\":\"SecureString\",\"Value\":\""
                + A
                + "\",\"Version\":1,\"LastModifiedUser\":\"x\"},{\"Name\":\"/a\",\"Type\":\"SecureString\",\"Value\":\""
                + B
                + "\",\"Version\":2,\"LastModifiedUser\":\"x\"}]}",
            List.of("aws-ssm:/a@1=" + A, "aws-ssm:/a@2=" + B)),
        Arguments.of(
            ImportFormat.KUBERNETES,
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: "
                + base64(A)
                + "\nstringData:\n  other: "
                + B
                + "\n",
            List.of("k8s-secret:db#password=" + A, "k8s-secret:db#other=" + B)),
        Arguments.of(
            ImportFormat.KUBERNETES,
            "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"db\"},\"data\":{\"p\":\""
                + base64(A)
                + "\"}}",
            List.of("k8s-secret:db#p=" + A)),
        Arguments.of(
            ImportFormat.JSON,
            "{\"db\":{\"password\":\"" + A + "\",\"host\":\"x\"},\"keys\":[\"" + B + "\"]}",
            List.of("json:NAME#db.password=" + A, "json:NAME#keys[0]=" + B)),
        Arguments.of(
            ImportFormat.YAML,
            "# sops -d\ndb:\n  password: " + A + "\n  port: 5432\nkeys:\n  - '" + B + "'\n",
            List.of("yaml:NAME#db.password=" + A, "yaml:NAME#keys[0]=" + B)),
        Arguments.of(
            ImportFormat.DOTENV,
            "# comment\nexport DB_PASSWORD="
                + A
                + " # why\nQUOTED=\""
                + B
                + "\"\nEMPTY=\nPEM='first line 1-2-3\nsecond line 4-5-6'\nESC=\"a\\\"b#7391$\\n-Zz9\"\n",
            List.of(
                "dotenv:NAME#DB_PASSWORD=" + A,
                "dotenv:NAME#QUOTED=" + B,
                "dotenv:NAME#PEM=first line 1-2-3\nsecond line 4-5-6",
                "dotenv:NAME#ESC=a\"b#7391$\n-Zz9")),
        Arguments.of(
            ImportFormat.INI,
            "[default]\naws_secret_access_key = " + A + "\n[other]\nkey=" + B + "\n",
            List.of("ini:NAME#default.aws_secret_access_key=" + A, "ini:NAME#other.key=" + B)),
        Arguments.of(
            ImportFormat.KUBERNETES,
            "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Secret\","
                + "\"metadata\":{\"name\":\"db\"},\"data\":{\"p\":\""
                + base64(A)
                + "\"}},{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"api\"},"
                + "\"data\":{\"k\":\""
                + base64(B)
                + "\"}}]}",
            List.of("k8s-secret:db#p=" + A, "k8s-secret:api#k=" + B)),
        Arguments.of(
            ImportFormat.KUBERNETES,
            "---\napiVersion: v1\nkind: Secret\nmetadata: {name: db}\ndata:\n  p: "
                + base64(A)
                + "\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: api}\ndata:\n  k: "
                + base64(B)
                + "\n---\napiVersion: v1\nkind: ConfigMap\n",
            List.of("k8s-secret:db#p=" + A, "k8s-secret:api#k=" + B)),
        Arguments.of(
            ImportFormat.VAULT,
            "data:\n  data:\n    password: "
                + A
                + "\n  metadata:\n    version: 1\nlease_duration: 0\nrequest_id:"
                + " 6f1f2d0a-9e3b-7c44-1a2b-3c4d5e6f7a8b\n",
            List.of("vault:NAME#password=" + A)),
        Arguments.of(
            ImportFormat.AWS_SSM,
            "Parameter:\n  ARN: arn:aws:ssm:eu-central-1:1:parameter/a\n  Name: /a\n  Type:"
                + " SecureString\n  Value: "
                + A
                + "\n",
            List.of("aws-ssm:/a=" + A)),
        Arguments.of(
            ImportFormat.AWS_SECRETS_MANAGER,
            "{\"Name\":\"a\",\"SecretString\":\""
                + A
                + "\"}\n{\"Name\":\"b\",\"SecretString\":\""
                + B
                + "\"}\n",
            List.of("aws-secretsmanager:a=" + A, "aws-secretsmanager:b=" + B)),
        Arguments.of(
            ImportFormat.LINES,
            A + "\n\n  " + B + "\r\n" + base64(A) + "\n",
            List.of(
                "lines:NAME#line1=" + A, "lines:NAME#line3=" + B, "lines:NAME#line4=" + base64(A))),
        Arguments.of(
            ImportFormat.LINES,
            base64(A + "x") + "\n",
            List.of("lines:NAME#line1=" + base64(A + "x"))),
        Arguments.of(
            ImportFormat.DOTENV,
            "DATABASE_URL=postgres://app:p%40ss-7391-Word@db.example.com/app\n",
            List.of(
                "dotenv:NAME#DATABASE_URL(password)=p@ss-7391-Word",
                "dotenv:NAME#DATABASE_URL=postgres://app:p%40ss-7391-Word@db.example.com/app")));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void detectsTheFormat(ImportFormat format, String text, List<String> expected) {
    ImportedValues read = ValueImport.read(text, ImportFormat.AUTO, "NAME", false);
    assertThat(read.format()).isEqualTo(format);
    assertThat(read.values().stream().map(v -> v.source() + "=" + v.value().text()))
        .containsExactlyElementsOf(expected);
    if (format != ImportFormat.KUBERNETES) {
      assertThat(ValueImport.read(text, format, "NAME", false)).isEqualTo(read);
    }
  }

  static Stream<Arguments> refusals() {
    String kms = "AQICAH" + "h9Xz".repeat(20);
    return Stream.of(
        Arguments.of("auto", ssm("SecureString", kms), "--with-decryption"),
        Arguments.of("auto", ssm("SecureString", "kms:alias/aws/ssm:" + A), "--with-decryption"),
        Arguments.of(
            "auto",
            "====== Data ======\nKey         Value\n---         -----\npw  " + A,
            "-format=json"),
        Arguments.of("auto", "{\"a\":\"" + A + "\"", "line 1, column"),
        Arguments.of("json", "hello " + A, "not valid JSON"),
        Arguments.of("yaml", "a: 1\nb: [" + A, "line 2: it is not valid YAML"),
        Arguments.of("vault", "{\"data\":null,\"x\":\"" + A + "\"}", "there is no \"data\""),
        Arguments.of("aws-ssm", "{\"x\":\"" + A + "\"}", "neither Parameter nor Parameters"),
        Arguments.of("lines", kms, "--with-decryption"),
        Arguments.of("auto", "PARAMETER\tarn:aws:ssm:x\ttext\t/a\tString\t" + A, "--output json"),
        Arguments.of("auto", "arn:aws:secretsmanager:x\t1.2\tdb\t" + A, "--output json"),
        Arguments.of(
            "auto", "Parameter:\n  Type: SecureString\n  Value: " + kms, "is a SecureString"),
        Arguments.of("auto", ssm("SecureString", "AYAD" + "eXz9".repeat(20)), "--with-decryption"),
        Arguments.of("auto", "a: ENC[x]\nsops:\n  mac: " + A + "\n", "still encrypted by sops"));
  }

  private static String ssm(String type, String value) {
    return "{\"Parameters\":[{\"Name\":\"/x\",\"Type\":\""
        + type
        + "\",\"Value\":\""
        + value
        + "\"}]}";
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void namesTheProblemWithoutTheValue(String format, String text, String message) {
    assertThatThrownBy(() -> ValueImport.read(text, ImportFormat.named(format), "n", false))
        .isInstanceOf(KnownException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining(A)
        .hasMessageNotContaining(B);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "::",
      textBlock =
          """
          DOTENV     :: f            :: A=@A|what is this|B=@B              :: dotenv:f, line 2
          DOTENV     :: f            :: what is this|A=@A|B=@B              :: dotenv:f, line 1
          DOTENV     :: f            :: A=@A|C="open|B=@B                   :: dotenv:f, line 2
          INI        :: f            :: [default]|a = @A|odd|b: @B          :: ini:f, line 3
          INI        :: f            :: a = @A|odd|[other]|b = @B           :: ini:f, line 2
          """)
  void anOddLineIsNamedAndTheRestIsRead(ImportFormat format, String name, String text, String odd) {
    String lines = text.replace('|', '\n').replace("@A", A).replace("@B", B);
    ImportedValues read = ValueImport.read(lines, ImportFormat.AUTO, name, false);
    assertThat(read.format()).isEqualTo(format);
    assertThat(read.values().stream().map(v -> v.value().text())).containsExactly(A, B);
    assertThat(read.refused()).extracting(ImportedValues.Refusal::source).containsExactly(odd);
  }

  @Test
  void propertiesAreReadAsJavaReadsThem() {
    String text =
        "! note\ndb.password : p\\u00e4ss\\:Word-\\\n  7391-zz\nother "
            + B.replace("#", "\\#")
            + "\n";
    ImportedValues read = ValueImport.read(text, ImportFormat.AUTO, "conf/app.properties", false);
    assertThat(read.values().stream().map(v -> v.source() + "=" + v.value().text()))
        .containsExactly(
            "properties:conf/app.properties#db.password=p\u00e4ss:Word-7391-zz",
            "properties:conf/app.properties#other=" + B);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void deepYamlIsRefused(String level) {
    String text = level.repeat(50_000);
    assertThatThrownBy(() -> ValueImport.read(text, ImportFormat.YAML, "f", false))
        .isInstanceOf(KnownException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void deepJsonIsRefused() {
    String text = "{\"a\":".repeat(50_000);
    assertThatThrownBy(() -> ValueImport.read(text, ImportFormat.AUTO, "f", false))
        .isInstanceOf(KnownException.class);
  }

  @Test
  void refusesValuesThatCanBeGuessed() {
    String text = "PORT_NAME=production\nSHORT=x1\nGOOD=" + A + "\nUSER=" + B + "\n";
    ImportedValues read = ValueImport.read(text, ImportFormat.AUTO, "f", false);
    assertThat(read.values()).hasSize(1);
    assertThat(read.refused())
        .extracting(ImportedValues.Refusal::source)
        .containsExactly("dotenv:f#PORT_NAME", "dotenv:f#SHORT");
    assertThat(read.refused()).allMatch(refusal -> !refusal.reason().contains("production"));
    assertThat(read.passedOver()).containsExactly("dotenv:f#USER");
    ImportedValues forced = ValueImport.read(text, ImportFormat.AUTO, "f", true);
    assertThat(forced.values()).hasSize(2);
    assertThat(forced.refused())
        .extracting(ImportedValues.Refusal::source)
        .containsExactly("dotenv:f#SHORT");
  }
}

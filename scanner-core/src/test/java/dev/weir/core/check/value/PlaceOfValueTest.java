package dev.weir.core.check.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.check.ValueChecks;
import dev.weir.core.check.generic.GenericValueCheck;
import dev.weir.core.check.generic.KubernetesSecretValue;
import dev.weir.core.text.Content;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judgement of values by the place where they occur. */
class PlaceOfValueTest {
  private static final String RANDOM = "qZ8rT2wLx91KmV4sB7dNc0P";

  /** In the text, NAME> and < enclose the value, and ~ is a new line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '\u0001',
      value = {
        // a random value counts in a test, too
        "generic-value|src/test/FooTest.java|x @api_key = \">qZ8rT2wLx91KmV4sB7dNc0P<\"|-",
        "generic-value|src/test/FooTest.java|@api_key = \">b8f03e9ac1<\"|it is too weak for a test or a document",
        "generic-value|src/main/Foo.java|@api_key = \">b8f03e9ac1<\"|-",
        "generic-value|src/.env.example|@api_key = \">b8f03e9ac1<\"|-",
        "generic-value|examples/a.env|@api_key = \">b8f03e9ac1<\"|it is too weak for a test or a document",
        "generic-value|src/latest/contest.py|@api_key = \">b8f03e9ac1<\"|-",
        // examples of leaks in guides
        "generic-value|guide.md|@api_key: >sk-proj-abc123<|-",
        "generic-value|guide.md|@api_key: >proj-9fk4-abc123<|it is a placeholder",
        // letters that no words can make
        "generic-value|test/a.py|@password = '>vqtemhzkx<'|-",
        "generic-value|test/a.py|@password = '>harbourside<'|it is too weak for a test or a document",
        // a call
        "generic-value|a.java|@password = new Credential(\">vqtemhzkx<\")|-",
        "generic-value|a.py|@password = os.getenv(\">vqtemhzkx<\")|it refers to another place",
        // a cell of a list
        "provider-value|a.tsv|@acme\t>8f03e9ac1b7d2f4a6c8e0b1d3f5a7c9e2b4d6f80<|it is a digest",
        "provider-value|a.csv|@acme_token,>8f03e9ac1b7d2f4a6c8e0b1d3f5a7c9e2b4d6f80<|-",
        // a part of the name of a resource
        "generic-value|a.yaml|arn: arn:aws:secretsmanager:us-east-1:123456789012:@secret:>prod/MyApp/DBSecret-a1B2c3<|it is part of the name of a resource",
        "generic-value|a.yaml|arn: x, @secret: >prod-9fK2mQ7xT4vLz-a1B2c3<|-",
        // a block with the name of a test
        "generic-value|a.py|_TESTS = [{~    'a': {~    },~}, {~    @api_key = '>b8f03e9ac1<'|it is too weak for a test or a document",
        "generic-value|a.py|_TESTS = []~class A:~    @api_key = '>b8f03e9ac1<'|-",
        // parameters of addresses
        "generic-value|a.py|_TESTS = [{~  'https://a.b/v?@token=>qZ8rT2wLx91KmV4sB7dNc0P<'|-",
        "generic-value|a.py|_TESTS = [{~  'https://a.b/v?@api_key=>qZ8rT2wLx91KmV4sB7dNc0P<'|-",
        "generic-value|a.py|URLS = [{~  'https://a.b/v?@token=>qZ8rT2wLx91KmV4sB7dNc0P<'|-",
        // comments that show code
        "generic-value|A.java| * @password = \">mUr3m77RsqyRe<\"|-",
        "generic-value|test/A.java| * @password = \">rainTree77!<\"|it is too weak for a test or a document",
        "generic-value|a.yml| * @password = \">mUr3m77RsqyRe<\"|-",
        "generic-value|a.rb|  #   User.new(@password: \">mUr3m77RsqyRe<\")|-",
        "generic-value|a.rb|  # @password: \">mUr3m77RsqyRe<\"|-",
        "generic-value|a.py|  #   @password: \">mUr3m77RsqyRe<\"|-",
        // a name that means little
        "generic-value|test/a.py|@key = '>qZ8rT2wLx91KmV4sB7dNc0P<'|-",
        "generic-value|test/a.py|@key = '>qZ8rT2wLx91K<'|it is too weak for a test or a document",
        "generic-value|src/a.py|@key = '>qZ8rT2wLx91KmV4sB7dNc0P<'|-",
        // judged only in tests, documents and comments
        "example-value|src/a.py|@mysql://app:>secret<@db|-",
        "example-value|docs/a.adoc|@mysql://app:>secret<@db|it is a placeholder",
        "example-value|src/a.yml|# DB=@mysql://app:>apppass<@localhost|it is a placeholder",
        "example-value|test/a.py|@mysql://app:>wQ7!xr29LpZ<@db|-",
      })
  void places(String check, String path, String marked, String expected) {
    String[] parts = marked.replace('~', '\n').split("[@><]", 4);
    String match = parts[1] + parts[2];
    Content text = Content.of(parts[0] + match + parts[3]);
    Surroundings where = new Surroundings(path, text, Content.of(parts[0]).length());
    ValueCheck known = ValueChecks.named(check);
    assertThat(known).isNotNull();
    String reason = known.judge(Content.of(parts[2]), Content.of(match), where).dismissal();
    assertThat(reason == null ? "-" : reason).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/a.yml|tls.crt|LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t|it is a certificate or a public key",
        "src/a.yml|bundle.pem|LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t|-",
        "src/a.yml|ca.crt|VEVTVFJPT1RDQVMw|its name is that of a certificate",
        "src/a.yml|user-name|cmF0ZWxpbWl0LXVzZXI=|it is the name of a user",
        "src/a.yml|password|bXlzZWNyZXQ=|-",
        "docs/a.yml|password|bXlzZWNyZXQ=|it is a placeholder",
        "docs/a.yml|password|d1E3IXhyMjlMcFpfNA==|-",
      })
  void entriesOfKubernetesSecrets(String path, String name, String value, String expected) {
    Content match = Content.of("kind: Secret\ndata:\n  " + name + ": " + value);
    ValueCheck check = new KubernetesSecretValue();
    String reason =
        check.judge(Content.of(value), match, new Surroundings(path, match, 0)).dismissal();
    assertThat(reason == null ? "-" : reason).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "100000", "100001"})
  void anyOffsetAndTextIsAccepted(int at) {
    byte[] spaces = new byte[100_000];
    Arrays.fill(spaces, (byte) ' ');
    for (Content text : new Content[] {Content.empty(), Content.ofOwned(spaces)}) {
      Surroundings where = new Surroundings("a.rb", text, Math.min(at, text.length()));
      assertThat(where.isTest()).isFalse();
      assertThat(where.isInQuery()).isFalse();
      assertThat(where.isDocumentationSample()).isFalse();
      Content random = Content.of(RANDOM);
      assertThat(new GenericValueCheck().judge(random, random, where).dismissal()).isNull();
    }
  }
}

package dev.weir.cli.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.Workspace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies keys of AWS against moto, which checks their signatures as AWS does. */
class VerifyAwsTest {
  private static final int NOBODY = 0;
  private static final int EVERYBODY = 1_000;

  @TempDir Path folder;
  private String address;
  private Workspace work;

  /** A key that moto made. */
  private record Made(String id, String secret, String token) {}

  @Test
  void keysAreVerifiedBySignedRequests() throws Exception {
    Neighbours.require("moto_server");
    Path repository = Files.createDirectory(folder.resolve("repository"));
    work = new Workspace(repository);
    work.set("PATH", System.getenv("PATH"));
    try (Neighbours servers = new Neighbours(folder)) {
      servers.aws();
      address = servers.variables().get("AWS_ENDPOINT_URL");
      work.set("AWS_ENDPOINT_URL", address);
      work.set("AWS_REGION", "eu-central-1");
      api("iam", "CreateUser&UserName=ann&Version=2010-05-08");
      Made live = makeKey();
      Made dead = makeKey();
      deleteKey(dead);
      api("iam", "CreateRole&RoleName=deploy&AssumeRolePolicyDocument=%7B%7D&Version=2010-05-08");
      Made session =
          made(
              api(
                  "sts",
                  "AssumeRole&RoleArn=arn:aws:iam::123456789012:role/deploy"
                      + "&RoleSessionName=test&Version=2011-06-15"));
      write(live, dead, session);

      letsIn(NOBODY);
      long before = requests();
      assertThat(work.weir("dir", ".", "--verify", "-f", "json", "-r", "report.json")).isEqualTo(1);
      assertThat(requests() - before).as("each key is asked about once").isEqualTo(4);
      assertThat(work.out() + work.err()).doesNotContain(live.secret, session.token, dead.id);
      assertThat(verdicts())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  ".env aws-access-token", "verified",
                  ".env aws-secret-access-key", "verified",
                  "alone.txt aws-access-token", "unknown",
                  "copy.csv aws-access-token", "verified",
                  "old.ini aws-access-token", "unverified",
                  "old.ini aws-secret-access-key", "unverified",
                  "session.json aws-access-token", "verified",
                  "session.json aws-secret-access-key", "verified",
                  "session.json aws-session-token", "verified",
                  "wrong.csv aws-access-token", "unknown"));

      assertThat(work.weir("verify", "wrong.csv")).isEqualTo(2);
      assertThat(work.out()).contains("belongs to another one");
      assertThat(work.weir("verify", "alone.txt:1")).isEqualTo(2);
      assertThat(work.out()).contains("needs its secret access key");
      asksAgain(live);
    }
  }

  /** Finds a key in the history, revokes it and asks again. */
  private void asksAgain(Made live) throws Exception {
    work.sh("git init -q -b main; git add .env; git commit -qm one; git rev-parse HEAD > sha");
    String sha = Files.readString(work.path("sha")).strip();
    work.sh("git rm -q .env; git commit -qm two");
    String fingerprint = sha + ":.env:aws-secret-access-key:2";
    assertThat(work.weir("verify", fingerprint)).as(work.err()).isEqualTo(1);
    assertThat(work.out())
        .contains("verified: 127.0.0.1 answered 200")
        .doesNotContain(live.id, live.secret);
    letsIn(EVERYBODY);
    deleteKey(live);
    letsIn(NOBODY);
    assertThat(work.weir("verify", fingerprint)).as(work.err()).isZero();
    assertThat(work.out()).contains("unverified: 127.0.0.1 answered 403: the key is deleted");
  }

  private void write(Made live, Made dead, Made session) throws Exception {
    Files.writeString(
        work.path(".env"),
        "AWS_ACCESS_KEY_ID=" + live.id + "\nAWS_SECRET_ACCESS_KEY=" + live.secret + "\n");
    Files.writeString(
        work.path("old.ini"),
        "aws_access_key_id = " + dead.id + "\naws_secret_access_key = " + dead.secret + "\n");
    Files.writeString(
        work.path("copy.csv"), "Access key ID,Secret\n" + live.id + "," + live.secret + "\n");
    Files.writeString(
        work.path("wrong.csv"), "Access key ID,Secret\n" + live.id + "," + dead.secret + "\n");
    Files.writeString(work.path("alone.txt"), "the id " + live.id + "\n");
    Files.writeString(
        work.path("session.json"),
        """
        {"Credentials": {
          "AccessKeyId": "%s",
          "SecretAccessKey": "%s",
          "SessionToken": "%s"
        }}
        """
            .formatted(session.id, session.secret, session.token));
  }

  private Map<String, String> verdicts() throws Exception {
    Map<String, String> verdicts = new TreeMap<>();
    for (JsonNode finding : new ObjectMapper().readTree(work.path("report.json").toFile())) {
      String tag = finding.path("Tags").path(0).asText();
      verdicts.put(
          finding.path("File").asText() + " " + finding.path("RuleID").asText(),
          tag.replace("verification:", ""));
    }
    return verdicts;
  }

  private Made makeKey() throws Exception {
    return made(api("iam", "CreateAccessKey&UserName=ann&Version=2010-05-08"));
  }

  private void deleteKey(Made key) throws Exception {
    api("iam", "DeleteAccessKey&UserName=ann&Version=2010-05-08&AccessKeyId=" + key.id);
  }

  private static Made made(String xml) {
    return new Made(
        element(xml, "AccessKeyId"), element(xml, "SecretAccessKey"), element(xml, "SessionToken"));
  }

  private static String element(String xml, String name) {
    Matcher matcher = Pattern.compile("<" + name + ">([^<]+)</").matcher(xml);
    return matcher.find() ? matcher.group(1) : "";
  }

  private String api(String service, String action) throws Exception {
    String scope = "testing/20261130/us-east-1/" + service + "/aws4_request";
    return post(
        "",
        "Action=" + action,
        "application/x-www-form-urlencoded",
        "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host, Signature=0");
  }

  /** Sets how many requests moto answers before it checks keys and signatures. */
  private void letsIn(int requests) throws Exception {
    post("moto-api/reset-auth", "" + requests, "text/plain", "none");
  }

  private String post(String path, String body, String type, String authorization)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/" + path))
            .header("Content-Type", type)
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as("%s %s", body, answer.body()).isEqualTo(200);
    return answer.body();
  }

  private long requests() throws Exception {
    return Files.readString(folder.resolve("moto_server.log"))
        .lines()
        .filter(line -> line.contains("\"POST / "))
        .count();
  }
}

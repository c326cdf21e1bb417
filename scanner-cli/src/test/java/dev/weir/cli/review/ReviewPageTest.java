package dev.weir.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.Workspace;
import dev.weir.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Reviews secrets on the page in headless Chromium, which {@code .ci/setup} installs. */
class ReviewPageTest {
  private static final String KEY = "Zq3vW8xK1pL5";
  private static final String PIN = "48151623";
  private static final String CONFIG =
      """
      [[rules]]
      id = "word-key"
      description = "A word key reads all words and can change them."
      regex = '''key=([0-9A-Za-z]{12})'''
      [rules.weir]
      severity = "critical"
      revoke = "words.example > Keys > Delete"

      [[rules]]
      id = "pin"
      description = "A pin opens a door."
      regex = '''pin-([0-9]{8})'''
      [rules.weir]
      severity = "low"

      [[rules]]
      id = "key-store"
      description = "A key store belongs to nobody else."
      path = '''\\.jks$'''
      """;

  private static final String TRUFFLEHOG =
      """
      {"SourceMetadata":{"Data":{"Git":{"commit":"%1$s","file":"a.py","email":"J <j@example.com>",\
      "timestamp":"2024-02-01 00:00:00 +0000","line":7}}},"DetectorName":"Words","Verified":true,\
      "Raw":"%2$s","RawV2":"","Redacted":""}
      {"SourceMetadata":{"Data":{"Filesystem":{"file":"b.py","line":9}}},"DetectorName":"Pins",\
      "Verified":false,"Raw":"%3$s","RawV2":"","Redacted":""}
      """;

  private static final String KINGFISHER =
      """
      {"findings":[{"rule":{"name":"Word key","id":"kingfisher.words.1"},"finding":{"snippet":"%s",\
      "path":"c.py","line":3,"validation":{"status":"Active Credential","response":"200"}}},\
      {"rule":{"name":"Pin","id":"kingfisher.pin.1"},"finding":{"snippet":"[REDACTED:ab12]",\
      "path":"d.py","line":4,"validation":{"status":"Not Attempted"}}}]}
      """;

  @TempDir static Path folder;
  private static Workspace work;
  private static ChromeDriver browser;

  @BeforeEach
  void commitAndStart() throws Exception {
    if (browser != null) {
      return;
    }
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    Files.writeString(work.path(".gitleaks.toml"), CONFIG);
    work.sh(
        """
        git init -q -b main; printf '/*\\n!/app.conf\\n!/door.txt\\n!/a.jks\\n' > .git/info/exclude
        printf '\\nword key=%s\\n' > app.conf; echo pin-%s > door.txt; echo store > a.jks
        git add .; GIT_AUTHOR_DATE='2024-02-01T00:00:00Z' git commit -qm one
        """
            .formatted(KEY, PIN));
    browser = Chromium.start(work.path("profile"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static void show(String page) {
    browser.get(work.path(page).toUri().toString());
  }

  private static void until(Runnable assertion) {
    new WebDriverWait(browser, Duration.ofSeconds(20))
        .ignoring(AssertionError.class)
        .until(
            any -> {
              assertion.run();
              return true;
            });
  }

  private static List<String> titles() {
    return browser.findElements(By.cssSelector("details h2")).stream()
        .map(WebElement::getText)
        .toList();
  }

  private static WebElement group(String title) {
    return browser.findElements(By.cssSelector("details")).stream()
        .filter(one -> one.findElement(By.tagName("h2")).getText().startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  private static void decide(String title, String word, String reason) {
    if (group(title).getDomAttribute("open") == null) {
      group(title).findElement(By.tagName("summary")).click();
    }
    until(() -> assertThat(group(title).findElements(By.cssSelector(".decision"))).hasSize(3));
    WebElement input = group(title).findElement(By.cssSelector("input[type=text]"));
    input.clear();
    input.sendKeys(reason);
    group(title).findElements(By.cssSelector(".decision")).stream()
        .filter(button -> button.getText().equals(word))
        .findFirst()
        .orElseThrow()
        .click();
  }

  private static String lines(int count) {
    WebElement area = browser.findElement(By.id("lines"));
    until(() -> assertThat(area.getDomAttribute("data-count")).isEqualTo(String.valueOf(count)));
    return area.getDomProperty("value");
  }

  private static void open(String file) {
    browser.findElement(By.id("open")).sendKeys(work.path(file).toString());
  }

  /** The page computes the same hashes as weir, from the secret and without it. */
  @Test
  void decisionsBecomeEntriesThatHideTheSecrets() throws Exception {
    for (String name : List.of("masked.html", "page.html")) {
      boolean masked = name.startsWith("masked");
      Files.deleteIfExists(work.path(".weirignore"));
      int code =
          masked
              ? work.weir("review", "--page", name, "--redact")
              : work.weir("review", "--page", name);
      assertThat(code).as(work.err()).isZero();
      assertThat(Files.readString(work.path(name)).contains(KEY)).isEqualTo(!masked);
      show(name);
      until(() -> assertThat(titles()).containsExactlyInAnyOrder("word-key", "pin", "key-store"));
      decide("pin", "false alarm", "no \"door\"");
      decide("key-store", "false alarm", "empty");
      decide("word-key", "true", "");
      assertThat(lines(2)).contains(" pin ");
      browser.findElement(By.id("author")).sendKeys("Jane");
      until(() -> assertThat(lines(2)).contains("by=\"Jane\""));
      String entries = lines(2);
      assertThat(entries).contains(" pin by=\"Jane\" reason=\"no \\\"door\\\"\"", "path=\"a.jks\"");
      assertThat(browser.findElement(By.tagName("body")).getText()).doesNotContain(KEY, PIN);
      Files.copy(
          browser.getScreenshotAs(OutputType.FILE).toPath(),
          Path.of("target", "review-page.png"),
          StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(work.path(".weirignore"), entries);
      assertThat(work.weir("git", "--no-banner", "-v", "--redact")).isEqualTo(1);
      assertThat(work.out()).contains("word-key").doesNotContain("door.txt", "a.jks");
    }
    // A page that is written now shows these decisions.
    assertThat(work.weir("review", "--page", "page.html")).as(work.err()).isZero();
    show("page.html");
    until(() -> assertThat(group("pin").getText()).contains("false alarm (no \"door\")"));
    Files.delete(work.path(".weirignore"));
  }

  @Test
  void acceptingNeedsADayAndAReason() throws Exception {
    assertThat(work.weir("review", "--page", "page.html")).as(work.err()).isZero();
    show("page.html");
    decide("pin", "accepted", "");
    assertThat(group("pin").getText()).contains("needs a day and a reason");
    WebElement day = group("pin").findElement(By.cssSelector("input[type=date]"));
    browser.executeScript("arguments[0].value = '2999-12-31'", day);
    decide("pin", "accepted", "until the move");
    assertThat(lines(1)).contains("until=\"2999-12-31\"", "reason=\"until the move\"");
    assertThat(group("pin").getText()).contains("accepted until 2999-12-31");
  }

  @Test
  void reportsOfOtherScannersOpen() throws Exception {
    assertThat(work.weir("git", "-f", "json", "-r", "weir.json", "-f", "sarif", "-r", "all.sarif"))
        .isEqualTo(1);
    Files.writeString(work.path("words.jsonl"), TRUFFLEHOG.formatted("a".repeat(40), KEY, PIN));
    Files.writeString(work.path("king.json"), KINGFISHER.formatted(KEY));
    Files.writeString(work.path("none.json"), "{\"words\": []}");
    assertThat(work.weir("review", "--page", "page.html", "--redact")).as(work.err()).isZero();
    show("page.html");
    browser.manage().logs().get(LogType.PERFORMANCE);

    open("weir.json");
    until(() -> assertThat(about()).contains("weir.json, a report of"));
    assertThat(titles()).containsExactlyInAnyOrder("word-key", "pin", "key-store");
    decide("pin", "false alarm", "not a door");
    decide("key-store", "false alarm", "empty");
    Files.writeString(work.path(".weirignore"), lines(2));
    work.weir("git", "--no-banner", "-v", "--redact");
    assertThat(work.out()).contains("word-key").doesNotContain("door.txt", "a.jks");
    Files.delete(work.path(".weirignore"));

    open("words.jsonl");
    until(() -> assertThat(about()).contains("a report of truffleHog"));
    assertThat(titles()).containsExactlyInAnyOrder("Words", "Pins");
    assertThat(group("Words").getText()).contains("live when it was reported", "a.py");
    decide("Pins", "false alarm", "no");
    assertThat(lines(1)).contains(" Pins ");
    assertThat(browser.findElement(By.id("exportabout")).getText()).contains("--page FILE");

    open("king.json");
    until(() -> assertThat(about()).contains("a report of kingfisher"));
    assertThat(group("kingfisher.words.1").getText()).contains("live when it was reported");
    decide("kingfisher.pin.1", "false alarm", "no");
    until(
        () ->
            assertThat(browser.findElement(By.id("exportabout")).getText())
                .contains("1 decision has no line"));

    drop("all.sarif");
    until(() -> assertThat(about()).contains("all.sarif, a report of"));
    assertThat(titles()).contains("word-key", "pin");

    open("none.json");
    until(
        () ->
            assertThat(browser.findElement(By.id("failed")).getText())
                .contains("Cannot open none.json", "it is not a report of weir"));
    assertThat(browser.findElement(By.tagName("body")).getText()).doesNotContain(KEY, PIN);
    assertThat(fetched()).isEmpty();
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  private static String about() {
    return browser.findElement(By.id("about")).getText();
  }

  private static void drop(String file) throws Exception {
    browser.executeScript(
        """
        const data = new DataTransfer();
        data.items.add(new File([arguments[0]], arguments[1]));
        document.dispatchEvent(new DragEvent("drop", {dataTransfer: data, cancelable: true}));
        """,
        Files.readString(work.path(file)),
        file);
  }

  private static List<String> fetched() {
    return browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> message(entry.getMessage()))
        .filter(message -> message.get("method").asText().equals("Network.requestWillBeSent"))
        .map(message -> message.at("/params/request/url").asText())
        .filter(url -> !url.startsWith("data:") && !url.startsWith("chrome"))
        .toList();
  }

  private static JsonNode message(String json) {
    try {
      return new ObjectMapper().readTree(json).get("message");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

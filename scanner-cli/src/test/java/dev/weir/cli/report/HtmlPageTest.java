package dev.weir.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.Workspace;
import dev.weir.testing.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Tests the page in headless Chromium, which {@code .ci/setup} installs. */
class HtmlPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG =
      """
      [[rules]]
      id = "word-key"
      description = "A key opens all words."
      regex = '''key=([0-9A-Za-z]{12})'''
      [rules.weir]
      provider = "Words"
      severity = "critical"
      revoke = "words.example > Keys > Delete"

      [[rules]]
      id = "pin"
      description = "A pin opens a door."
      regex = '''pin-([0-9]{8})'''
      [rules.weir]
      severity = "low"
      """;

  @TempDir static Path folder;
  private static Workspace work;
  private static ChromeDriver browser;

  /** Scans once, but before each test, so that each test is skipped by name. */
  @BeforeEach
  void scanAndStart() throws Exception {
    if (browser == null) {
      browser = scannedAndStarted();
    }
    open();
  }

  private static ChromeDriver scannedAndStarted() throws Exception {
    work = new Workspace(folder);
    Files.writeString(work.path("c.toml"), CONFIG);
    work.sh(
        """
        git init -q -b main r; cd r
        echo 'key=Zq3vW8xK1pL5 </script><!--' > a.txt; echo pin-12345678 > b.txt
        git add .; GIT_AUTHOR_DATE='2020-02-01T00:00:00Z' git commit -qm one
        echo 'key=Zq3vW8xK1pL5' > c.txt; echo gone > a.txt; echo key=AAAABBBBCCCC > e.txt
        git add .; GIT_AUTHOR_DATE='2021-03-02T00:00:00Z' git commit -qm two
        echo pin-87654321 > b.txt; git rm -q e.txt; git add .; git commit -qm three
        """);
    int code =
        work.weir(
            "git",
            "r",
            "-c",
            "c.toml",
            "--no-banner",
            "-f",
            "json",
            "-r",
            "a.json",
            "-f",
            "html",
            "-r",
            "a.html");
    assertThat(code).as(work.err()).isEqualTo(1);
    return Chromium.start(work.path("profile"));
  }

  /** Reloads the page and clears the logs for each test. */
  private static void open() {
    browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    browser.get("about:blank");
    browser.manage().logs().get(LogType.PERFORMANCE);
    browser.manage().logs().get(LogType.BROWSER);
    browser.get(work.path("a.html").toUri().toString());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private List<String> titles() {
    return browser.findElements(By.cssSelector("details h2")).stream()
        .map(WebElement::getText)
        .toList();
  }

  private String shown() {
    return browser.findElement(By.id("shown")).getDomAttribute("data-count");
  }

  @Test
  void countsAreThoseOfTheJsonReport() throws Exception {
    JsonNode findings = JSON.readTree(work.path("a.json").toFile());
    Set<String> secrets = new HashSet<>();
    findings.forEach(f -> secrets.add(f.get("RuleID").asText() + f.get("Secret").asText()));
    assertThat(browser.findElement(By.id("total")).getText())
        .isEqualTo(String.valueOf(findings.size()));
    assertThat(browser.findElement(By.id("title")).getText())
        .isEqualTo(findings.size() + " findings, " + secrets.size() + " different secrets");
    assertThat(titles()).hasSize(secrets.size());
    assertThat(shown()).isEqualTo(String.valueOf(findings.size()));
    Files.copy(
        browser.getScreenshotAs(OutputType.FILE).toPath(),
        Path.of("target", "report.png"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void filtersWork() {
    browser.findElement(By.id("text")).sendKeys("c.txt");
    assertThat(shown()).isEqualTo("1");
    browser.findElement(By.cssSelector("button[type=reset]")).click();
    new WebDriverWait(browser, Duration.ofSeconds(5)).until(b -> shown().equals("5"));
    choose("severity", "low");
    assertThat(shown()).isEqualTo("2");
    assertThat(titles()).containsOnly("pin");
    choose("severity", "all");
    choose("by", "rule");
    assertThat(titles()).containsExactly("word-key", "pin");
  }

  private void choose(String list, String text) {
    new Select(browser.findElement(By.id(list))).selectByVisibleText(text);
  }

  @Test
  void showsWhichSecretsAreInTheNewestCommit() {
    List<String> texts =
        browser.findElements(By.cssSelector("details")).stream().map(WebElement::getText).toList();
    assertThat(texts).hasSize(4);
    assertThat(texts.get(0))
        .contains("word-key", "still in the newest commit", "2 places")
        .contains("first 2020-02-01 in a.txt", "last 2021-03-02 in c.txt");
    assertThat(texts.get(1)).contains("word-key", "not in the newest commit any more");
    browser.findElement(By.id("now")).click();
    assertThat(titles()).containsExactly("word-key \u2013 Words", "pin");
  }

  @Test
  void secretsAreShownOnRequestAndTheKeyboardIsEnough() {
    assertThat(browser.findElement(By.tagName("body")).getText()).doesNotContain("Zq3vW8xK1pL5");
    Actions keys = new Actions(browser);
    for (int i = 0; i < 30 && !isFocused("summary"); i++) {
      keys.sendKeys(Keys.TAB).perform();
    }
    assertThat(isFocused("summary")).isTrue();
    keys.sendKeys(Keys.ENTER).perform();
    for (int i = 0; i < 5 && !isFocused("button"); i++) {
      keys.sendKeys(Keys.TAB).perform();
    }
    keys.sendKeys(Keys.SPACE).perform();
    // A busy machine draws the page later.
    new WebDriverWait(browser, Duration.ofSeconds(10))
        .until(ExpectedConditions.textToBe(By.cssSelector(".value"), "Zq3vW8xK1pL5"));
    keys.sendKeys(Keys.SPACE).perform();
    assertThat(browser.findElement(By.cssSelector(".value")).getText())
        .doesNotContain("Zq3vW8xK1pL5");
  }

  private boolean isFocused(String tag) {
    return browser.switchTo().activeElement().getTagName().equals(tag);
  }

  @Test
  void fetchesNothingAndLogsNoError() throws Exception {
    browser.findElement(By.cssSelector("summary")).click();
    List<String> fetched = new ArrayList<>();
    for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = JSON.readTree(entry.getMessage()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        fetched.add(message.at("/params/request/url").asText());
      }
    }
    assertThat(fetched).filteredOn(url -> url.startsWith("file:")).hasSize(1);
    assertThat(fetched)
        .allMatch(
            url -> url.startsWith("file:") || url.startsWith("data:") || url.startsWith("chrome"));
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  @Test
  void darkModeIsDark() {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    String color =
        (String) browser.executeScript("return getComputedStyle(document.body).backgroundColor");
    assertThat(color).isEqualTo("rgb(18, 22, 28)");
  }
}

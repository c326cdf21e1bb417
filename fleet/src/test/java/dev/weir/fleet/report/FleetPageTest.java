package dev.weir.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.testing.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Tests the page in headless Chromium, which {@code .ci/setup} installs. */
class FleetPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static ChromeDriver browser;

  /** Makes the page once, but before each test, so that each test is skipped by name. */
  @BeforeEach
  void writeAndStart() throws Exception {
    if (browser == null) {
      try (SampleTables tables = new SampleTables(folder.resolve("fleet.duckdb"))) {
        SampleTables.fill(tables);
      }
      ReportRun run = ReportRun.of(folder, "fleet", "report", "--page=a.html");
      assertThat(run.code()).as(run.err()).isEqualTo(2);
      browser = Chromium.start(folder.resolve("profile"));
    }
    browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    browser.get("about:blank");
    browser.manage().logs().get(LogType.PERFORMANCE);
    browser.manage().logs().get(LogType.BROWSER);
    browser.get(folder.resolve("a.html").toUri().toString());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static List<String> texts(String selector) {
    return browser.findElements(By.cssSelector(selector)).stream()
        .map(WebElement::getText)
        .toList();
  }

  private static void choose(String list, String text) {
    new Select(browser.findElement(By.id(list))).selectByVisibleText(text);
  }

  private static String shown() {
    return browser.findElement(By.id("shown")).getDomAttribute("data-count");
  }

  @Test
  void whatWasNotReadComesFirst() throws Exception {
    assertThat(browser.findElement(By.id("title")).getText())
        .isEqualTo("2 different secrets in 3 of 4 repositories");
    assertThat(browser.findElement(By.id("changes")).getText())
        .contains("1 new, 3 known, 1 vanished");
    String notRead = browser.findElement(By.cssSelector(".notread")).getText();
    assertThat(notRead)
        .contains(
            "2 repositories were not read completely",
            "acme/clean incomplete: an object is missing; last read completely on 2026-01-05",
            "acme/old failed: took longer than 60 seconds");
    browser.findElement(By.cssSelector(".notread summary")).click();
    assertThat(texts(".notread details li"))
        .containsExactly(
            "a/b.txt: an object is missing", "c.txt: an object is missing", "and 1 more");
    Files.copy(
        browser.getScreenshotAs(OutputType.FILE).toPath(),
        Path.of("target", "fleet-report.png"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void secretsAreGroupedOverRepositories() {
    assertThat(texts("#list h2")).hasSize(2);
    WebElement first = browser.findElement(By.cssSelector("#list details"));
    assertThat(first.getText())
        .contains("gitlab-pat", "3 repositories, 3 places", "newest commit of 2 repositories")
        .contains("2023-01-01 to 2024-05-01");
    first.findElement(By.cssSelector("summary")).click();
    new WebDriverWait(browser, Duration.ofSeconds(5))
        .until(b -> !first.findElements(By.cssSelector("table")).isEmpty());
    assertThat(first.findElement(By.cssSelector(".body")).getText())
        .contains("Revoke it:", "acme/old", "config/<b>.yml:3", "Jane <Doe>", "token = REDACTED");
    assertThat(first.findElement(By.cssSelector("td a")).getDomAttribute("href"))
        .startsWith("https://git.example/acme/");
  }

  @Test
  void filtersAndRepositoriesWork() {
    choose("status", "vanished");
    assertThat(texts("#list h2")).containsExactly("own-rule vanished, high confidence");
    choose("status", "new");
    assertThat(texts("#list h2")).hasSize(1).first().asString().startsWith("private-key");
    browser.findElement(By.cssSelector("button[type=reset]")).click();
    new WebDriverWait(browser, Duration.ofSeconds(5)).until(b -> shown().equals("2"));
    choose("by", "repositories");
    assertThat(texts("#list h2")).containsExactly("acme/api", "acme/old", "acme/web", "acme/clean");
    choose("outcome", "not completely");
    assertThat(texts("#list h2")).containsExactly("acme/old", "acme/clean");
    choose("outcome", "all");
    browser.findElement(By.id("text")).sendKeys("web.env");
    assertThat(texts("#list h2")).containsExactly("acme/web");
  }

  @Test
  void fetchesNothingAndLogsNoError() throws Exception {
    browser.findElement(By.cssSelector("#runs summary")).click();
    assertThat(texts("#runs tbody tr")).hasSize(2);
    for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = JSON.readTree(entry.getMessage()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        assertThat(message.at("/params/request/url").asText()).matches("(file|data|chrome).*");
      }
    }
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

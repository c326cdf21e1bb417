package dev.weir.nativeimage;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.util.Arrays;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs test classes of the program in a process of its own, where the agent watches the program.
 */
public final class BlackBoxTests {
  private BlackBoxTests() {}

  /**
   * Runs tests. The exit code is 0 if there were tests and all of them passed.
   *
   * @param classes the names of the test classes
   */
  public static void main(String[] classes) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                Arrays.stream(classes).map(name -> (DiscoverySelector) selectClass(name)).toList())
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request, summary);
    summary.getSummary().printFailuresTo(new PrintWriter(System.out, true), 3);
    boolean allPassed =
        summary.getSummary().getTotalFailureCount() == 0
            && summary.getSummary().getTestsSucceededCount() >= classes.length;
    System.exit(allPassed ? 0 : 1);
  }
}

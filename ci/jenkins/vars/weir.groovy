// A step for a shared library: copy it into the library's folder vars. In a Jenkinsfile:
//
//   weir()
//   weir(arguments: '--min-confidence=high')
//
// After a checkout step of your own, pass the variables that it returns, as ../Jenkinsfile does.
def call(Map options = [:]) {
    boolean scheduled = !currentBuild.getBuildCauses('hudson.triggers.TimerTrigger$TimerTriggerCause').isEmpty()
    withEnv([
        "WEIR_CI_EVENT=${scheduled ? 'schedule' : ''}",
        "ARGUMENTS=${options.arguments ?: ''}"
    ]) {
        try {
            sh '''
                python3 -m venv .weir-venv
                .weir-venv/bin/pip install --quiet git+https://github.com/OWNER/weir@v0.1.0
                # shellcheck disable=SC2086 # several flags
                .weir-venv/bin/weir ci $ARGUMENTS
            '''
        } finally {
            junit testResults: 'weir-reports/test-results/weir.xml', allowEmptyResults: true
            archiveArtifacts artifacts: 'weir-reports/**', allowEmptyArchive: true
        }
    }
}

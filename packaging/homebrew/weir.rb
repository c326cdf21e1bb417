class Weir < Formula
  desc "Secret scanner for Git that replaces gitleaks"
  homepage "https://github.com/@REPOSITORY@"
  version "@VERSION@"
  license "Apache-2.0"

  on_macos do
@MACOS@
  end

  on_linux do
@LINUX@
  end

  def install
    # The programs bring their own Java, whose files must stay together.
    libexec.install Dir["*"]
    bin.install_symlink libexec/"bin/weir"
    man1.install_symlink Dir[libexec/"share/man/man1/*.1"]
    bash_completion.install_symlink libexec/"share/bash-completion/completions/weir"
    zsh_completion.install_symlink libexec/"share/zsh/site-functions/_weir"
    fish_completion.install_symlink libexec/"share/fish/vendor_completions.d/weir.fish"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/weir version")
    (testpath/"a.txt").write "key = 'glpat-" + "aK3xQ9bT7cV2dW8eY4fZ'\n"
    shell_output("#{bin}/weir dir --no-banner #{testpath}", 1)
  end
end

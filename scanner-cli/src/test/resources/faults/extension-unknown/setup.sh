. "$CASES/functions.sh"
repository
git config core.repositoryFormatVersion 1
git config extensions.nonesuch 1

. "$CASES/functions.sh"
repository
echo '[core' >> .git/config

. "$CASES/functions.sh"
repository
git tag -a -m t t
rm -f "$(object t)"

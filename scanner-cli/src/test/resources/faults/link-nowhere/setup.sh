. "$CASES/functions.sh"
mkdir r
ln -s none r/link

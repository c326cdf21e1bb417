. "$CASES/functions.sh"
repository
cd ..
git clone -q --depth 1 "file://$PWD/r" c

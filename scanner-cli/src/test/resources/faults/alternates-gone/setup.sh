. "$CASES/functions.sh"
repository
cd ..
git clone -q -s r c
rm -rf r/.git/objects/??

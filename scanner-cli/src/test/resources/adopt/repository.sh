# Makes the repository of AdoptedBaselineTest. The secrets are in variables; the commits are the same
# in every run, because recorded baselines name them.
export GIT_AUTHOR_DATE=2026-01-02T03:04:05Z GIT_COMMITTER_DATE=2026-01-02T03:04:05Z
export GIT_AUTHOR_NAME='Jane Doe' GIT_AUTHOR_EMAIL=jane@example.com
export GIT_COMMITTER_NAME='Jane Doe' GIT_COMMITTER_EMAIL=jane@example.com
git init -q -b main
mkdir src config docs
cat >src/app.py <<END
import os

token = "$GITHUB"
password = "$PASSWORD"
END
cat >config/app.yml <<END
aws_access_key_id: "$AWS_ID"
aws_secret_access_key: "$AWS_KEY"
database: "postgres://app:$PASSWORD@db.internal/app"
END
echo "nothing to see" >docs/readme.md
git add .
git commit -qm one
cat >src/app.py <<END
import os
import sys

token = os.environ["TOKEN"]
password = "$PASSWORD"
END
echo "slack = \"$SLACK\"" >src/late.py
git add .
git commit -qm two

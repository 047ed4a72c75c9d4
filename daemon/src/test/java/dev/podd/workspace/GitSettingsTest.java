package dev.podd.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GitSettingsTest {
    @Test
    void whatIsKnownToBeHarmlessStays() {
        assertThat(GitSettings.withoutSecrets("""
                [core]
                \trepositoryformatversion = 0
                \tbare = false
                \tsshCommand = ssh -i /home/me/key
                \tfsmonitor = /tmp/x
                [remote "origin"]
                \turl = https://me:word@example.org/a.git
                \tfetch = +refs/heads/*:refs/remotes/origin/*
                [http "https://example.org"]
                \textraheader = AUTHORIZATION: basic c2VjcmV0
                [url "https://token@example.org/"]
                \tinsteadOf = https://example.org/
                [credential]
                \thelper = store
                [user]
                \tname = Me \\
                  word
                \temail = me@example.org
                [github]
                \ttoken = abc
                """)).isEqualTo("""
                [core]
                \trepositoryformatversion = 0
                \tbare = false
                [remote "origin"]
                \turl = https://example.org/a.git
                \tfetch = +refs/heads/*:refs/remotes/origin/*
                [user]
                \temail = me@example.org
                """);
    }
}

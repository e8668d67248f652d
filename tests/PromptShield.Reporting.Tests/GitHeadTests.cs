namespace PromptShield.Reporting;

public sealed class GitHeadTests : IDisposable
{
    private const string Commit = "8d1af9236298935872032c35bfac254b4261d639";
    private readonly string root = Directory.CreateTempSubdirectory("promptshield-git").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Without_a_repository_the_commit_is_unknown() => Assert.Equal("", GitHead.Of(root));

    [Fact]
    public void A_branch_is_followed_to_its_commit()
    {
        Write(".git/HEAD", "ref: refs/heads/main\n");
        Write(".git/refs/heads/main", Commit + "\n");
        Assert.Equal(Commit, GitHead.Of(root));
    }

    [Fact]
    public void A_packed_branch_is_found_and_its_namesake_is_not()
    {
        Write(".git/HEAD", "ref: refs/heads/main\n");
        Write(".git/packed-refs", $"# pack-refs with: peeled\n{new string('1', 40)} refs/heads/main2\n{Commit} refs/heads/main\n");
        Assert.Equal(Commit, GitHead.Of(root));
    }

    [Fact]
    public void A_detached_head_names_the_commit_itself()
    {
        Write(".git/HEAD", Commit + "\n");
        Assert.Equal(Commit, GitHead.Of(root));
    }

    [Fact]
    public void A_linked_working_tree_has_the_branches_of_its_repository()
    {
        Write("repo/.git/refs/heads/topic", Commit + "\n");
        Write("repo/.git/worktrees/w/HEAD", "ref: refs/heads/topic\n");
        Write("repo/.git/worktrees/w/commondir", "../..\n");
        Write("w/.git", "gitdir: ../repo/.git/worktrees/w\n");
        Assert.Equal(Commit, GitHead.Of(Path.Combine(root, "w")));
    }

    [Theory]
    [InlineData("ref: ../../secret")]
    [InlineData("ref: refs/heads/absent")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("")]
    public void What_is_no_commit_id_never_reaches_a_report(string head)
    {
        Write(".git/HEAD", head);
        Assert.Equal("", GitHead.Of(root));
    }

    private void Write(string path, string text)
    {
        string file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

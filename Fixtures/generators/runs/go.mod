module github.com/techfrontier/event-router/runs

go 1.27

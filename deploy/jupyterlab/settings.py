"""Settings of the JupyterLab that `make serve` starts: on this machine only, with a token, asking nobody."""

import os

c = get_config()  # type: ignore[name-defined]  # noqa: F821 (Jupyter puts it there)

c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port_retries = 0
c.ServerApp.open_browser = False
c.ServerApp.allow_root = True  # in a container there is often nobody else
# Taken out of the environment, so that no kernel inherits it.
c.IdentityProvider.token = os.environ.pop("JUPYTER_TOKEN")
c.ServerApp.jpserver_extensions = {
    "jupyterlab": True,
    "jupyterlab_jupytext": False,
    "jupyter_lsp": True,
    "jupyter_server_terminals": False,
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.course_list": False,
    "nbgrader.server_extensions.formgrader": False,
    "nbgrader.server_extensions.validate_assignment": False,
    "notebook": False,
    # As an extension of a Jupyter server Voilà lets any visitor run code.
    "voila.server_extension": False,
}
c.ServerApp.terminals_enabled = False
c.ServerApp.use_redirect_file = False
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
